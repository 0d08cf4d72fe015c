const setOf = (words: string) => new Set(words.split(' '));

/** Run as they are, by a double click or by a program that every desktop has. */
const programs = setOf(
  'exe com scr pif msi msix msp mst dll cpl sys bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta sct sh bash zsh command ' +
    'app jar class dex py rb pl php url lnk webloc desktop reg inf scf iso img vhd vhdx dmg apk ipa deb rpm chm hlp ' +
    'appx appxbundle msixbundle msu pkg mpkg ocx msc psd1 ps1xml cdxml vb ws wsc shs shb jnlp pyw pyz pyc ksh csh fish scpt ' +
    'terminal workflow action run rdp iqy oqy slk udl website xnk ade adp mde accde diagcfg diagpkg wim appcontent-ms ' +
    'application appref-ms settingcontent-ms library-ms search-ms theme gadget diagcab dotm xlt xltm xla xlam xll potm ppam ppsm',
);

/** Shown by a browser, and able to run or load things in it. */
const pages = setOf('html htm xhtml xht shtml mht mhtml svg svgz xsl xslt');

export const isProgram = (extension: string) => programs.has(extension);
export const isActive = (extension: string) => programs.has(extension) || pages.has(extension);

/** The last one decides: it is what the receiving machine goes by. */
export function extensionOf(name: string): string | null {
  const match = /[^.]\.([^.\s]+)$/u.exec(name);
  return match?.[1]?.toLowerCase() ?? null;
}
