/** Whom and what the journey is about. */
export const VENDOR = 'Larkspur Pay Letters';
export const SERVICE = 'Printed pay letters';
export const CONTACT = {
  name: 'Nora Feld',
  title: 'Head of operations',
  email: 'nora.feld@larkspur.example',
};
export const QUIET = {
  vendor: 'Quill Stationery',
  service: 'Order portal',
  contact: { name: 'Ivo Marin', title: 'Owner', email: 'ivo.marin@quill.example' },
};
export const OWNER = 'tom.okafor@harborline.example';
export const TITLE = 'Letter services agreement';

export const INTAKE = {
  ticked: [
    'Social Security number',
    'Financial account number',
    'Computer systems or cloud',
    'Software as a service',
    'None of these',
    'SOC 2 Type II',
  ],
  chosen: {
    'People whose data are affected, anywhere': '1,000-9,999',
    'Massachusetts residents affected': '1,000-9,999',
    'Depth of access': 'Stores or processes',
    'How soon the business suffers without it': 'Within three days',
    'How soon it could be replaced': 'Within a year',
    'On laptops, phones or media that leave a secured site': 'No',
    'Carried over wireless networks': 'No',
    'Subcontractors hold or reach it': 'No',
    'Stored outside our country': 'No',
    'Internet-facing service': 'Yes',
    'Incident within 36 months': 'No',
    'Uses AI on our data': 'No',
  },
} as const;
