/** ISO 3166-1 alpha-2: what the server takes for a country. Names come from the browser. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'

/** Languages as they are written in a country; another one that an organization has is kept. */
const locales =
  'en-GB en-US en-AU en-CA en-IE en-IN en-ZA bg-BG cs-CZ da-DK de-AT de-CH de-DE el-GR es-ES es-MX et-EE fi-FI fr-BE fr-CA fr-CH fr-FR hi-IN hr-HR hu-HU it-IT ja-JP ko-KR lt-LT lv-LV nb-NO nl-BE nl-NL pl-PL pt-BR pt-PT ro-RO sk-SK sl-SI sr-RS sv-SE tr-TR uk-UA zh-CN'

interface Option {
  value: string
  label: string
}

const named = (values: readonly string[], names: Intl.DisplayNames): Option[] =>
  [...new Set(values)]
    .map((value) => ({ value, label: nameOf(value, names) }))
    .sort((a, b) => a.label.localeCompare(b.label))

function nameOf(value: string, names: Intl.DisplayNames) {
  try {
    return names.of(value) ?? value
  } catch {
    return value
  }
}

const regions = () => new Intl.DisplayNames(['en'], { type: 'region' })
const languages = () => new Intl.DisplayNames(['en'], { type: 'language' })

export const countryOptions = () => named(codes.split(' '), regions())

export const localeOptions = (present: string) => named([present, ...locales.split(' ')], languages())

export const countryName = (code: string) => nameOf(code, regions())

export const languageName = (locale: string) => nameOf(locale, languages())
