// Words that say nothing about the matter. Negations stay: "not arrived" is another matter than "arrived".

const lists: Record<string, string> = {
  en:
    'a about am an and any are as at be been being but by can could did do does doing for from had has have having he her hers him his how i if in into is it its me my of off on or our ours ' +
    "she should so some such than that the their theirs them then there these they this those to too us very was we were what when where which while who whom why will with would you your yours i'm i've i'd it's",
  de:
    'aber alle als also am an auch auf aus bei beim bin bis da dann das dass dem den denn der des die dies diese diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es euch euer eure ' +
    'für gewesen hab habe haben hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ist ja kann können man mein meine meinem meinen meiner mich mir mit nach noch nun nur ob oder schon sehr sein seine ' +
    'seinem seinen seiner sich sie sind so über um und uns unser unsere unter vom von vor war waren was weil wenn wer werde werden wie wir wird wo worden wurde wurden zu zum zur',
  ar: 'في من على إلى عن مع هل أن إن أو و هذا هذه ذلك تلك ما قد كان كانت التي الذي الذين أنا أنت هو هي نحن هم يمكن إذا ثم كل بعد قبل عند حتى كما لكن حيث أي به بها له لها فيه فيها منه منها',
}

/** By language; languages without a list have no stop words. */
export const stopWords: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(lists).map(([tag, list]) => [tag, list.split(' ')]))
