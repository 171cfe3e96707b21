"""Federal acts on which several regions rest; the regions' own documents cite them."""

import datetime as dt

from rnms.model.law import Act

EDUCATION_LAW = Act(
    key="education_law",
    kind="федеральный закон",
    number="273-ФЗ",
    date=dt.date(2012, 12, 29),
    issuer="Российская Федерация",
    title="Об образовании в Российской Федерации",
)
STATE_PROGRAMME = Act(
    key="state_programme",
    kind="постановление",
    number="1642",
    date=dt.date(2017, 12, 26),
    issuer="Правительство Российской Федерации",
    title="государственная программа «Развитие образования»",
)
GOALS_2024 = Act(
    key="goals_2024",
    kind="указ",
    number="204",
    date=dt.date(2018, 5, 7),
    issuer="Президент Российской Федерации",
    title="о национальных целях и стратегических задачах на период до 2024 года",
)
PROJECT = Act(
    key="project",
    kind="протокол",
    number="16",
    date=dt.date(2018, 12, 24),
    issuer="Президиум Совета при Президенте Российской Федерации",
    title="паспорт федерального проекта «Современная школа»",
)
PRINCIPLES = Act(
    key="principles",
    kind="распоряжение",
    number="3273-р",
    date=dt.date(2019, 12, 31),
    issuer="Правительство Российской Федерации",
    title="основные принципы национальной системы профессионального роста педагогических работников",
)
GOALS_2030 = Act(
    key="goals_2030",
    kind="указ",
    number="474",
    date=dt.date(2020, 7, 21),
    issuer="Президент Российской Федерации",
    title="О национальных целях развития Российской Федерации на период до 2030 года",
)
CONCEPT = Act(
    key="concept",
    kind="распоряжение",
    number="Р-174",
    date=dt.date(2020, 12, 16),
    issuer="Министерство просвещения Российской Федерации",
    title="Концепция единой федеральной системы научно-методического сопровождения",
)
CONCEPT_AMENDED = Act(
    key="concept_amended",
    kind="распоряжение",
    number="Р-303",
    date=dt.date(2022, 12, 15),
    issuer="Министерство просвещения Российской Федерации",
    title="о внесении изменений в Концепцию",
)
MODEL_STATUTE = Act(
    key="model_statute",
    kind="письмо",
    number="2163",
    date=dt.date(2021, 7, 6),
    issuer="ФГАОУ ДПО «Академия Минпросвещения России»",
    title="Примерное положение о создании и функционировании региональной системы",
)
