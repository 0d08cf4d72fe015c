/** Markup of ours alone: what people wrote is read from `data.json`, and stays text. */
export const submissionCopyTemplate = `
#let d = json("data.json")
#set document(title: d.title, author: d.signer, date: none)
#set text(font: "Source Sans 3", size: 10.5pt, lang: d.language, hyphenate: false)
#set par(leading: 0.62em, spacing: 0.8em)
#set page(paper: "a4", margin: (x: 22mm, top: 22mm, bottom: 24mm), footer: context {
  set text(size: 8.5pt, fill: luma(80))
  grid(columns: (1fr, auto), d.footer, [#counter(page).display() / #counter(page).final().first()])
})
#show title: set text(size: 20pt, weight: 600)
#show title: set block(below: 1em)
#show heading.where(level: 1): set text(size: 14pt, weight: 600)
#show heading.where(level: 1): set block(above: 2em, below: 1em)
#show heading.where(level: 2): set text(size: 10.5pt, weight: 600)
#show heading.where(level: 2): set block(above: 1.5em, below: 0.6em)
#set terms(separator: [: ], hanging-indent: 1.2em, spacing: 0.55em)
#let told(text) = text.split("\\n").map(line => [#line]).join(linebreak())
#let line-of(line) = if line.label == none { par(told(line.text)) } else {
  par[#text(fill: luma(80), line.label + ":") #told(line.text)]
}
#let files-of(files) = for file in files {
  par[#text(fill: luma(80), file.label + ":") #file.name #linebreak() #text(size: 8pt, fill: luma(80), file.proof)]
}
#title()
#terms(..d.facts.map(fact => terms.item(fact.label, fact.text)))
#v(0.8em)
#par(d.about)
#for section in d.sections [
  #heading(level: 1, section.title)
  #for question in section.questions [
    #heading(level: 2, question.text)
    #for line in question.lines { line-of(line) }
    #files-of(question.files)
  ]
]
#if d.files.len() > 0 [
  #heading(level: 1, d.filesTitle)
  #files-of(d.files)
]
`;
