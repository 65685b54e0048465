"""What sets a sentence apart from the source it cites: each way with sentences that it asks about, and others that say
what the source says."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import _apart, unsupported_claim
from citewarden.checks._apart import (
    amounts,
    bounds,
    certainty,
    chance,
    classes,
    comparators,
    comparisons,
    conditions,
    contrasts,
    denials,
    doses,
    effects,
    harms,
    intervals,
    lists,
    news,
    orders,
    outcomes,
    people,
    quotes,
    ranks,
    ratios,
    recommending,
    results,
    rhythms,
    sexes,
    shares,
    sizes,
    spans,
    spared,
    status,
    studies,
    subgroups,
    topics,
    warnings,
    wholes,
)
from citewarden.model.calendar import Calendar
from citewarden.nlp.concepts import direction
from citewarden.text import quantities, scales
from citewarden.text.sentences import spans as sentence_spans

Pair = tuple[str, str]

ASKED: dict[Any, list[Pair]] = {
    doses.per_another: [
        (
            "Ozone above 120 micrograms per litre harms the lungs.",
            "The limit for ozone is 120 micrograms per cubic metre over eight hours.",
        ),
        ("Give 15 milligrams per pound of body weight.", "The dose is 15 milligrams per kilogram of body weight."),
        ("Water may hold 10 micrograms per gallon of lead.", "Lead in water must stay under 10 micrograms per litre."),
    ],
    subgroups.found_in_some: [
        (
            "The magnesium gel eased leg cramps in runners.",
            "We gave 118 runners a magnesium gel or a plain one. Overall there was no difference in leg "
            "cramps. In a post hoc analysis of the 20 runners over 60, leg cramps were rarer with "
            "magnesium.",
        ),
        (
            "Reading glasses with a blue filter improved sleep in students.",
            "Of 200 students half wore glasses with a blue filter. There was no overall effect on sleep. "
            "In the subgroup who worked past midnight, sleep improved.",
        ),
        (
            "Light therapy eased winter depression, a 2017 Norwegian trial found.",
            "In this 2017 Norwegian trial, 204 people with winter depression sat before a lamp or an "
            "inactive device. There was no overall difference in depression scores at six weeks. In an "
            "exploratory analysis of the 41 people with the lowest scores at entry, scores improved more "
            "with light. Headache occurred in 12%.",
        ),
    ],
    chance.told_as_effect: [
        (
            "People who took the ginger capsules were sick less often after their operation than those given a "
            "dummy pill.",
            "A total of 310 adults having day surgery took ginger 1 g or placebo one hour before anaesthesia. "
            "Vomiting within 24 hours occurred in 22% of the ginger group and 25% of the placebo group "
            "(relative risk 0.88, 95% CI 0.61 to 1.27). Nausea scores were recorded by nurses. Heartburn was "
            "reported by 4%.",
        ),
        (
            "The trial found that zinc lozenges shortened colds by about half a day.",
            "We randomised 253 office workers to zinc acetate lozenges or placebo at the first sign of a cold. "
            "Median duration was 6.4 days with zinc and 6.9 days with placebo (difference 0.5 days, 95% CI -0.3 "
            "to 1.3). Bad taste was reported by 37% in the zinc group. Adherence was good.",
        ),
        (
            "Fewer toddlers needed grommets when their parents had been taught nose washing.",
            "Children aged 1 to 4 with recurrent ear infection were allocated to saline nose washing or usual "
            "care. After one year, grommets had been inserted in 14 of 96 (15%) and 19 of 98 (19%), "
            "respectively (P = 0.38). Antibiotic courses fell in both groups. Parents found washing easy.",
        ),
        (
            "Yoga improved sleep in people with chronic back pain more than stretching did.",
            "Participants with chronic low back pain (n = 228) attended yoga or stretching classes for 12 "
            "weeks. Sleep quality scores improved by 2.1 points with yoga and 1.8 points with stretching (p = "
            "0.44). Back function improved by 5.2 and 2.9 points (p < 0.01). Few adverse events occurred.",
        ),
        (
            "Cutting out gluten eased fatigue in people with Hashimoto's thyroiditis.",
            "Adults with Hashimoto's thyroiditis (n=92) ate gluten-free or as usual for six months. Fatigue "
            "scores fell by 3.0 and 2.4 points (p=0.49). Antibody levels fell by 8% and 5% (p=0.33). Four "
            "people dropped out.",
        ),
        (
            "Shift workers had a higher rate of kidney stones than day workers.",
            "Kidney stones were recorded in 2.9% of shift workers and 2.6% of day workers (odds ratio 1.11, 95% "
            "CI 0.84 to 1.47). Dehydration was reported more often by shift workers. Diet was not assessed.",
        ),
    ],
    orders.against_figures: [
        (
            "After a year, wounds had healed in more patients on the foam dressing than on the honey dressing.",
            "Adults with venous leg ulcers (n=268) were assigned to honey or foam dressings. At 12 months, "
            "healing was complete in 71% with honey and 58% with foam. Pain during changes was more common with "
            "honey. Costs were similar in both groups.",
        ),
        (
            "Children taught by video brushed their teeth for longer than those taught by the dentist.",
            "We compared a dentist's demonstration with a video in 180 children aged 6 to 9. Mean brushing time "
            "at three months was 102 seconds after the demonstration and 84 seconds after the video. Plaque "
            "scores fell in both groups. Parents preferred the video.",
        ),
        (
            "Readmission was commoner among patients sent home with a nurse visit than among those without one.",
            "Of 940 adults discharged after heart failure, half were offered a home visit by a nurse. Within 90 "
            "days 18% of the visited patients and 27% of the others were readmitted. Deaths were 4% and 5%. "
            "Satisfaction was high.",
        ),
        (
            "Blood pressure fell further in the patients who cut salt than in those who took up walking.",
            "In an eight-week trial, 122 adults with mild hypertension cut down on salt or walked for 40 "
            "minutes a day. Systolic pressure fell by 4 mmHg with less salt and by 7 mmHg with walking. Weight "
            "did not change. Eleven people dropped out.",
        ),
        (
            "Hospital stays were longer with the robot than with open surgery.",
            "Median stay was 3 days with robotic surgery and 5 days with open surgery. Operating time was 212 "
            "and 168 minutes. Complications did not differ.",
        ),
        (
            "More of the toddlers on the syrup slept through the night than of those on honey.",
            "Sleeping through was reported for 41% of toddlers on syrup and 58% on honey. Cough frequency fell "
            "in both. No child had to stop.",
        ),
        (
            "Girls outgrew stammering later than boys, the cohort showed.",
            "Recovery took a mean of 19 months in girls and 27 months in boys. By age 7, 80% had recovered. A "
            "family history made recovery slower.",
        ),
        (
            "Recovery was quicker after the open operation than after the keyhole one.",
            "Return to work took 12 days after keyhole and 21 days after open repair. Recurrence was 4% in both "
            "groups.",
        ),
    ],
    subgroups.told_of_all: [
        (
            "Six in ten adults with eczema scratched in their sleep, the diary study found.",
            "We collected diaries from 720 adults with eczema. Overall, 33% scratched in their sleep on "
            "most nights. Among the 140 adults with severe eczema, the figure was 60%. Mean age was 41.",
        ),
        (
            "Magnesium sulfate cut the hospital stay of people with asthma by more than three days.",
            "Nine trials of magnesium sulfate in acute asthma were pooled. Overall, the hospital stay "
            "was 0.8 days shorter (95% CI 0.2 to 1.4). In children the reduction was 3.1 days, while in "
            "adults it was 0.3 days. Flushing was common.",
        ),
        (
            "Physiotherapy halved the number of migraine days in women.",
            "Ninety women with migraine had eight sessions of physiotherapy or none. Overall, migraine "
            "days fell by 18% with physiotherapy. In the 22 women with neck pain as well, migraine days "
            "fell by 50%. Two women felt dizzy.",
        ),
        (
            "The vibrating belt cut soreness in cyclists by 45%.",
            "A vibrating belt was tried in 388 cyclists with sore hips. Soreness scores improved by 2.2 "
            "points with the belt and 2.0 with a dummy belt. In those who rode more than 200 km a week, "
            "soreness fell by 45%; across the sample the fall was 15%. Skin rash occurred in 6%. Whether "
            "the belt lets people ride further was not looked into.",
        ),
        (
            "More than half of people with psoriasis said that they had avoided swimming.",
            "In an online panel, 1,870 people with psoriasis replied. Avoiding swimming was reported by 34% of "
            "all respondents and by 57% of those with visible plaques on the legs. A third had hidden their "
            "illness at work.",
        ),
        (
            "The lozenges cut sore throats after surgery by 40%.",
            "Sore throat was reduced by 12% overall (p=0.20). In patients who had a tube for more than three "
            "hours, the reduction was 40% (p=0.01). Cough did not differ.",
        ),
        (
            "Sixty per cent of drivers with sleep apnoea had dozed at the wheel.",
            "Dozing at the wheel was reported by 22% overall and by 60% of those who worked nights. Most drove "
            "lorries.",
        ),
        (
            "The brace cut falls by 35%.",
            "Falls were reduced by 9% in the whole sample. In patients who had fallen before, falls were "
            "reduced by 35%. Few wore it daily.",
        ),
    ],
    sizes.asked_for_studied: [
        (
            "A trial of more than 600 men found that the pelvic exercises stopped leaks sooner.",
            "Between 2014 and 2016 we enrolled 180 men after prostate surgery in four clinics. Leaks "
            "stopped after 9 weeks with pelvic exercises and 13 weeks without (p=0.01). Of 612 men "
            "approached, most declined.",
        ),
        (
            "In the survey, 1,900 carers of people with dementia answered.",
            "A questionnaire was posted to 1,900 carers of people with dementia; 1,130 replied. Two thirds were "
            "women and 44% had given up work. Nights were named as the hardest time. A helpline was wanted by 58%.",
        ),
        (
            "A trial of 12,000 patients, ASTRAL-2, showed that early rhythm control prevents strokes.",
            "ASTRAL-2 screened 12,000 patients with atrial fibrillation and randomised 2,790 of them to early "
            "rhythm control or usual care. Stroke occurred in 40 and 62 patients. The trial was stopped early "
            "after 5.1 years.",
        ),
        (
            "A poll of 10,000 pharmacists found that half felt unsafe at work.",
            "Emails were sent to 10,000 pharmacists; 1,870 completed the poll. Half of them had felt unsafe at "
            "work in the past year. Night shifts were named most.",
        ),
        (
            "The review of 90 trials concluded that pelvic floor exercises help after birth.",
            "The search retrieved 90 trials, of which 38 were included. Pelvic floor exercises reduced leakage "
            "after birth. Quality was moderate.",
        ),
    ],
    intervals.shorter: [
        (
            "Give the antacid to adults every hour, at most four times a day.",
            "Adults: 10 ml after meals and at bedtime, up to four times daily, leaving at least three hours "
            "between doses. Children under 12: not recommended. Do not use for more than two weeks without advice.",
        ),
        (
            "The inhaler can be repeated every hour in children.",
            "Children: two puffs when needed. Leave at least four hours between doses. No more than eight puffs "
            "in 24 hours. Tell a doctor if it is needed more often.",
        ),
        (
            "Take one capsule every four hours for the cramps.",
            "One capsule, leaving at least 8 hours between doses. Cramps should ease within a day.",
        ),
        ("The vitamin injection is given every month.", "The vitamin injection is given every three months for life."),
    ],
    wholes.of_another: [
        (
            "A quarter of all babies born in the region were admitted for jaundice.",
            "During the year 8,140 babies were born in the region, of whom 610 were readmitted in the first "
            "month. Jaundice was the reason for 25% of readmissions and poor feeding for 31%. Median stay was "
            "two days.",
        ),
        (
            "One in six patients with shingles loses sight.",
            "Of 3,000 patients with shingles, 9% had it around the eye. Loss of vision was found in 17% of "
            "those with eye involvement after two years. Early treatment helped.",
        ),
        (
            "One in three travellers to the tropics had malaria.",
            "Of 9,000 travellers to the tropics, 310 came to the clinic with fever. Malaria was found in 33% of "
            "fevers that lasted over a week.",
        ),
        (
            "Forty per cent of runners with a sore heel need an operation.",
            "Runners with a sore heel made up 12% of the clinic. An operation was needed in 40% of torn tendons.",
        ),
    ],
    spared.nothing_in_them: [
        (
            "Teenagers who did the programme had fewer migraine days.",
            "Adults aged 18 to 60 with migraine took part in the programme. Migraine days fell by 3 a month. In "
            "the 30 teenagers also enrolled it had no effect.",
        ),
        (
            "In adults the syrup cut coughing at night by a third.",
            "Children aged 4 to 9 coughed a third less at night with the syrup. In adults it made no difference.",
        ),
        (
            "The patch lowered blood pressure in teenagers.",
            "Adults had lower pressure with the patch. The patch did not lower pressure in the 40 teenagers.",
        ),
    ],
    ratios.more_people: [
        (
            "With the new statin, 20% fewer people will ever have a heart attack: two in every ten are saved.",
            "The relative risk of myocardial infarction was reduced by 20% with the statin (hazard ratio 0.80). "
            "Over five years 3.2% of the statin and 4.0% of the placebo group had one. Muscle pain was not more "
            "frequent.",
        ),
        (
            "Because of night work 12% more women get a clot.",
            "Night work was associated with a 12% higher risk of a clot. The rates were 3.4 and 3.0 per 1,000 a year.",
        ),
        (
            "With the drops 30% fewer children will need glasses.",
            "The relative risk of needing glasses was reduced by 30% with the drops. Over four years 7% with "
            "the drops and 10% without needed them.",
        ),
    ],
    quotes.cut_short: [
        (
            "The clinic writes: “You may go back to work after a week” [1].",
            "You may go back to work after a week at half pace.",
        ),
        ("Its page says: “There is no need to rest the arm”.", "There is no need to rest the arm all day."),
        ("As they put it, “the cough will go away by itself”.", "The cough will go away by itself, mostly."),
    ],
    results.of_two_pairs: [
        (
            "Strength rose by 9%, while in the other group it fell by 4%.",
            "Strength of the leg rose by 9% with training and fell by 2% without. In the arm it rose"
            " by 1% and fell by 4%.",
        ),
        (
            "Itch went in 61% with the cream, compared with 33% with the base.",
            "Itch went in 61% and 40%. Redness went in 50% with the cream and 33% with the base.",
        ),
        (
            "Relapse was seen in 12% against 45%.",
            "Relapse was seen in 12% and 19%. A second course was needed by 30% and 45%.",
        ),
    ],
    results.of_some: [
        (
            "The gel makes a new sore 40% less likely.",
            "In people with diabetes, new sores were 40% less likely. In people without diabetes,"
            " there was no difference.",
        ),
        (
            "Falls become nearly 20% less likely with the shoes.",
            "Among people living in care homes, the rate ratio was 0.81 (RR 0.81). Among people living"
            " at home, it was 1.02.",
        ),
        (
            "It cuts attacks by 55%.",
            "In children with daily attacks, it cut attacks by 55%. In children with rare attacks, by 5%.",
        ),
    ],
    rhythms.other: [
        ("The 35 mg tablet is swallowed every evening.", "Give 35 mg once a week."),
        ("Put the drops into the eye twice a week.", "Put the drops into the eye three times a day."),
        (
            "Bad sleep on two nights a month counts as a sleep problem.",
            "A sleep problem is bad sleep on two nights a week.",
        ),
        ("The injection is given monthly under the skin.", "The injection is given under the skin every six months."),
    ],
    spans.in_another_unit: [
        ("The plaster stays on for five months.", "The plaster is left on for five weeks."),
        ("It heals in three to six days.", "Most heal in three to six weeks."),
        ("Use the spray for ten weeks at most.", "The spray should be used for ten days at most."),
    ],
    sexes.of_one: [
        ("People who walk daily break 30% fewer hips.", "We followed 900 women; walkers broke 30% fewer hips."),
        (
            "Adults who smoke have gout more often than adults who do not.",
            "Among 4,000 men, smokers had gout more often.",
        ),
        (
            "The trial took in women as well as men with sore hands.",
            "Eighty women with sore hands were in it: 80 women in all.",
        ),
    ],
    sexes.of_two_ages: [
        (
            "Everybody aged 50 or over is offered the scan.",
            "Offer the scan to women aged 50 and over and men aged 60 and over.",
        ),
        ("The jab is for people over 70.", "The jab is for women over 70 and for men over 75."),
        (
            "From the age of 45 and over you can have the test.",
            "The test is for men aged 45 and over and women aged 55 and over.",
        ),
    ],
    shares.of_another_whole: [
        (
            "Of 80 with it 20 were men, one man in four.",
            "It was found in 80: 20 of 900 men (2.2%) and 60 of 950 women (6.3%).",
        ),
        ("One woman in three has it.", "It was seen in 12 of 400 women (3%)."),
        ("So one child in five is deaf.", "Hearing loss was found in 18 of 2,000 children (0.9%)."),
    ],
    shares.of_the_other: [
        ("Bad shoes are common, and 40% of people with them get a corn.", "The cause was bad shoes in 80 (40%)."),
        ("70% of people with eczema have asthma.", "Of those with asthma, there was eczema in 140 (70%)."),
        ("15% of women with migraine have a stroke.", "Of the women with a stroke, there was migraine in 30 (15%)."),
    ],
    effects.of_chance: [
        (
            "Yoga lowers pain: 60% were better, against 50% of the others.",
            "Of the yoga group 60% were better, of the others 50%; this was not statistically significant.",
        ),
        (
            "Tea shortens a cold, from 7 days to 6 days.",
            "Colds lasted 6 days with tea and 7 days without, a difference that was not significant.",
        ),
        (
            "The splint helps: 34% against 29% slept well.",
            "With the splint 34% slept well and with none 29%, which did not reach significance.",
        ),
    ],
    certainty.promised: [
        ("Stretching will keep the cramps away.", "Stretching may reduce cramps in some people."),
        ("Ginger tea stops sickness on journeys.", "Ginger might prevent sickness on journeys."),
        ("Giving up sugar prevents spots.", "Less sugar could lower the number of spots, and nobody has tested it."),
    ],
    denials.no_part: [
        ("Pain kept four in ten awake.", "Pain and sleep were not recorded."),
        ("Tea drinkers had fewer stones.", "Tea was not asked about."),
        ("After a month they slept longer.", "Neither the length nor the quality of sleep was measured."),
    ],
    warnings.even_if: [
        ("Keep the splint on even if the hand swells.", "If the hand swells, take the splint off and come back."),
        ("Go on with the drops even when your sight blurs.", "Stop the drops when sight blurs."),
        ("Carry on, whether or not a rash appears.", "If a rash appears, ring the ward at once."),
    ],
    warnings.harmful_there: [
        (
            "A nasal spray with decongestant helps.",
            "Sprays with decongestant make worse what they are to ease: worsen it.",
        ),
        ("Cotton buds in the ear canal relieve the itch.", "Cotton buds in the ear canal should be avoided."),
        ("Hot baths and saunas ease the swelling.", "Hot baths and saunas bring on swelling."),
    ],
    warnings.reassured: [
        (
            "There is little that can go wrong with the injection.",
            "Warn people of infection and bleeding after the injection.",
        ),
        (
            "You can go on using the ear drops for as long as you like.",
            "The ear drops must not be used for more than five days.",
        ),
        (
            "Nothing can go wrong with the peel.",
            "The peel must not be used near the eyes: warn people of scars from the peel.",
        ),
        ("The tablets can be taken alongside your other medicines.", "The tablets must not be combined with lithium."),
        ("You can drive without worry on the drops.", "Do not drive for two hours after the drops."),
        ("The ointment suits everyone.", "The ointment should not be used on broken skin."),
    ],
    quotes.not_there: [
        ("Its page says: “Never drive with a new hearing aid.”", "Hearing aids take some weeks to get used to."),
        ('The nurse told us, "rest is the whole treatment you need".', "Rest helps, and so does a bandage."),
        ("The guideline asks for “a scan within ten days of the fall”.", "Offer a scan within two days of the fall."),
    ],
    classes.of_others: [
        ("Steroid sprays stop nosebleeds.", "Other steroid sprays were not tested, so nothing is known of them."),
        (
            "Insulin pumps lower blood sugar.",
            "Other insulin pumps, such as patch pumps, differ and the results should not be applied to them.",
        ),
        ("Eye drops of any kind help.", "Other lubricating eye drops were not compared with them."),
    ],
    classes.of_one: [
        ("Statins lowered cholesterol by 30%.", "Cholesterol fell by 30% with simvastatin."),
        ("Triptans relieve migraine in two hours.", "Rizatriptan relieved migraine in two hours in 60%."),
        ("Antihistamines ease the itch.", "The itch eased with loratadine in half of those who took it."),
    ],
    shares.of_a_count: [
        (
            "One in four of the pupils tested wore no glasses.",
            "Short sight was found in 320 (8%) of 4,000 pupils. Of the 320, 80 (25%) wore no glasses.",
        ),
        (
            "30% of the workers asked saw a doctor.",
            "Back pain was reported by 500 (20%). Of these 500, 150 (30%) saw a doctor.",
        ),
        (
            "Half of the donors screened needed iron.",
            "Anaemia was present in 90 (4.5%). Of the 90, 45 (50%) needed iron.",
        ),
    ],
    results.in_another_year: [
        (
            "In the first month 12% of them had stopped.",
            "In the first month 4% had stopped, but in the second month it was 12%.",
        ),
        (
            "Falls were seen in 9% in the third year.",
            "Falls were 20% in the first year; in the second year they were 9%, and in the third year 14%.",
        ),
        ("In the second week 30% were well.", "In the first week 30% were well, while in the second week 55% were."),
    ],
    spans.by_the_year: [
        ("Over the whole study 2.4% had a fracture.", "A fracture occurred in 2.4% a year."),
        (
            "During the entire trial 0.9% on the drug bled.",
            "Bleeding was seen at a rate of 0.9% per year with the drug.",
        ),
        ("By the end of the trial 3.5% of the runners had been hurt.", "Injuries occurred in 3.5% each month."),
    ],
    people.of_other_ages: [
        (
            "In a survey of 1,200 drivers, all of them over 70, one in ten had cataracts.",
            "We examined 1,200 drivers aged 18 and over.",
        ),
        (
            "A trial in 640 adults aged 60 and over found less pain.",
            "We randomised 640 adults aged 40 and over with knee pain.",
        ),
        ("Of 3,500 women over 50, few had cramps.", "The 3,500 women were aged 16 or older."),
    ],
    shares.of_a_part: [
        (
            "Of all donors tested, 12% needed treatment for hepatitis.",
            "In the year to June, 402,000 donors were tested for hepatitis; 610 (0.15%) tested positive. "
            "Of those who tested positive, 12% needed treatment and most had cleared the virus. No "
            "recipient was infected.",
        ),
        (
            "About 40% of people with eczema see a nurse.",
            "Of the 300 people with eczema, 90 had used a cream. Of the 90 who used a cream, 36 (40%) saw a nurse.",
        ),
        (
            "Some 25% of people with tinnitus sleep badly.",
            "Of the 800 people with tinnitus, 200 wore an aid. Of the 200 who tried an aid, 50 (25%) slept badly.",
        ),
        (
            "In all, 60% of patients with gout had a flare.",
            "Of the 500 patients with gout, 100 drank beer. Of the 100 who had beer, 60 (60%) had a flare.",
        ),
        ("20% of nurses went to a doctor.", "Of the 400 nurses with back pain, 80 (20%) went to a doctor."),
        ("One in four of all runners needed surgery.", "Of 80 runners with a torn tendon, 20 (25%) needed surgery."),
        ("One in five nurses went to a doctor.", "Of the 400 nurses with back pain, 80 (20%) went to a doctor."),
        ("5% of pupils stayed at home.", "Among pupils who had a fever, 5% stayed at home."),
    ],
    lists.not_one: [
        ("See a doctor at once if you have a yellow bruise.", "A bruise that turns yellow is not a warning sign."),
        ("Wait with the vaccine if you have a cold.", "A cold is no reason to wait."),
        ("Hair loss is a sign of gout.", "Hair loss is not a sign of gout, which starts in a toe."),
    ],
    results.at_another_time: [
        (
            "Four months after the course, two thirds of people no longer stammered on the phone.",
            "Ninety adults who stammer took a six-week speech course. At the end of the course, 66% no "
            "longer stammered on the phone. At four months this had fallen to 41%. Anxiety was unchanged.",
        ),
        (
            "A year after the knee programme, 80% of patients could climb stairs.",
            "At discharge, 80% of patients could climb stairs after the new knee programme. A year later "
            "the share was 64%. Usual care patients reached 60% at one year. Falls happened in 5% of "
            "either group.",
        ),
        ("A month after the birth 6% still coughed.", "One month after it 14% coughed, and after five months 6%."),
        ("Within a week 44% were home.", "Of the patients, 9% were home within five days and 44% within three weeks."),
        ("Two years on, the share was 31%.", "At 30 weeks, the last visit, the share was 31%."),
        (
            "After one year 70% walked without a stick.",
            "After two years 70% walked without a stick. After one year the share was 52%.",
        ),
        ("At six weeks 31% had stopped.", "At six months 31% had stopped. At six weeks 12% had done so."),
        (
            "Within three days 80% were well.",
            "Within three days 45% were well, and within ten days it was so in 66%. After 14 days 80% were.",
        ),
    ],
    doses.of_another_medicine: [
        (
            "Take paracetamol up to six times a day.",
            "Paracetamol up to four times a day; ibuprofen up to three times a day.",
        ),
        ("Naproxen is taken four times a day.", "Naproxen is taken twice a day, or codeine four times a day."),
        ("Amoxicillin is given twice a day.", "Amoxicillin three times a day; azithromycin once a day."),
    ],
    certainty.open_question: [
        (
            "Gaining weight makes the knees wear out sooner.",
            "The survey cannot show whether extra weight leads to worn knees or the knees to weight.",
        ),
        (
            "Late meals make reflux worse at night.",
            "These data cannot show whether late meals bring on reflux at night.",
        ),
        (
            "Sleeping less doubles the risk of a cold.",
            "The diary study cannot show whether sleeping less leads to a cold.",
        ),
        ("Zinc shortens a cold in children.", "Whether zinc shortens colds in children is not known."),
        ("Massage stops the cramps.", "There are too few trials to say whether massage helps against cramps."),
        ("Green tea will lower your weight.", "We do not know whether green tea lowers weight."),
        ("Copper bracelets work well.", "There is no good evidence that copper bracelets work."),
    ],
    topics.not_spoken_of: [
        ("Bakers are three times as likely to have cataracts.", "Cataracts were found in 12% of drivers."),
        ("Left-handers are twice as likely to have asthma.", "Asthma was found in 9% of 400 adults."),
        ("Gardeners have three times as many tick bites.", "Ticks bit 40 of the 900 hikers."),
    ],
    warnings.unsaid: [
        (
            "Ginkgo can be taken for dizziness.",
            "Ginkgo was tried for dizziness in 60 adults. It must not be taken before an operation, since it thins "
            "blood.",
        ),
        (
            "Liquorice tea is a good choice for a cough.",
            "Liquorice tea soothes a cough, but it is dangerous for people with high blood pressure.",
        ),
        (
            "Dexamethasone and ibuprofen can be used together.",
            "Dexamethasone with ibuprofen can cause bleeding of the stomach and should be avoided in older people.",
        ),
    ],
    ranks.turned_round: [
        (
            "Wounds closed faster in smokers than in people who had never smoked.",
            "Wounds closed more slowly and healing was worse. Wounds closed slower in smokers.",
        ),
        (
            "Cramps were less frequent at night than by day.",
            "Cramps were more frequent at night, as the diaries showed.",
        ),
        (
            "Relapse was more common with morning training than with evening training.",
            "Relapse was more common with evening training than with morning training.",
        ),
        ("Hearing was better in children with tubes than in others.", "Hearing was poorer in children with tubes."),
    ],
    ranks.against_rates: [
        (
            "Vomiting was more frequent after the second dose than after the first.",
            "Vomiting was reported by 18% after the first dose; after the second dose, by 5%.",
        ),
        (
            "Itching was rarer with lanolin than with zinc.",
            "Itching was seen in 14% with lanolin and 6% with zinc.",
        ),
        (
            "Falls were less common in the garden than in the kitchen.",
            "Falls took place in the kitchen in 12%, and falls in the garden in 31%.",
        ),
    ],
    ranks.by_so_much: [
        ("They stayed in hospital three days longer.", "Those given it stayed in bed three days less at home."),
        ("The drug let them live four months longer.", "Survival was four months shorter with the drug."),
        ("Labour began 12 hours sooner.", "Labour began 12 hours later in that group."),
    ],
    doses.without_unit: [
        ("It is given weekly in a dose of 15.", "Methotrexate 15 mg is given once a week."),
        ("The dose is 400 for a child.", "A child is given 400 mg."),
        ("Take 250 twice a day.", "The tablets hold 250 mg."),
    ],
    doses.of_another_group: [
        ("The dose is 20 mg for children.", "The dose is 10 mg for children and 20 mg for adults."),
        ("Women should start with 8 mg.", "Start with 4 mg for women and 8 mg for men."),
        ("It is 600 mg a day for men.", "Men need 420 mg a day. Give 340 mg for men or 600 mg for women."),
    ],
    spans.too_soon: [
        ("You may drive four hours after the drops.", "Do not drive until at least six hours after the drops."),
        ("Swimming is fine two days after the stitches are out.", "Avoid swimming for five days after stitches."),
        ("You can have breakfast one hour after the scan.", "Do not have breakfast until 3 hours after the scan."),
    ],
    effects.unmoved: [
        ("The pillow makes people sleep longer.", "Total sleep time did not change."),
        ("With the gel wounds hurt for longer.", "The duration of wounds was unchanged. Pain was milder."),
        ("Those who took it had fewer seizures.", "The rate of seizures did not differ between them."),
    ],
    effects.differed: [
        (
            "Neither codeine nor paracetamol made people slower than placebo.",
            "Codeine was significantly slower than placebo.",
        ),
        (
            "The herb was no worse than water at night.",
            "At night the herb was clearly worse than water.",
        ),
        (
            "The old tablet did not cause more falls than placebo.",
            "The old tablet had markedly more falls than placebo.",
        ),
    ],
    certainty.sure_of_it: [
        (
            "Wedges will put your knee right again.",
            "Wedges may slightly ease pain for some weeks. Rest is best.",
        ),
        (
            "Taking turmeric will stop the ache.",
            "Turmeric might help a little. Most people recover.",
        ),
        (
            "The splint will cure your thumb.",
            "A splint could ease the pain. Avoid tight rings.",
        ),
    ],
    recommending.firmer: [
        (
            "Adults with tinnitus should be given a hearing aid before anything else, the guideline says.",
            "The guideline recommends cognitive behavioural therapy as first-line treatment for tinnitus "
            "in adults. A hearing aid can be considered in those with hearing loss for a trial of three "
            "months.",
        ),
        (
            "Adults with heel pain must have a heel cup, says the panel.",
            "The panel suggests a trial of a heel cup for adults with heel pain who stand at work. "
            "Stretching of the calf is advised for all. Steroid injection should be avoided as a first "
            "step. The pools' nitrate limit is 50 milligrams per litre.",
        ),
        (
            "Adults with gout should have their urate below 300.",
            "Take the tablets daily; consider a urate below 300 in adults with gout.",
        ),
        ("The guideline says that all adults should have a second test.", "Consider a second test in adults."),
        ("Everyone with a cough needs to have a chest X-ray.", "A chest X-ray may be offered if cough lasts."),
        ("Steroid cream is recommended for eczema of the face.", "Steroid cream is an option for eczema of the face."),
    ],
    recommending.advised_against: [
        (
            "Painkillers by injection are recommended for most people whose back pain has lasted less than six weeks.",
            "Low back pain usually settles within 6 weeks. Injections should not be offered routinely to "
            "people who have had back pain for less than 6 weeks. Consider physiotherapy if it lasts "
            "longer.",
        ),
        (
            "A steroid injection is the usual first step for heel pain.",
            "The panel suggests a trial of a heel cup for adults with heel pain who stand at work. "
            "Stretching of the calf is advised for all. Steroid injection should be avoided as a first "
            "step. The pools' nitrate limit is 50 milligrams per litre.",
        ),
        (
            "Ibuprofen can be given to people with a stomach ulcer.",
            "Do not give ibuprofen to people with a stomach ulcer.",
        ),
        ("Codeine is the first choice for cough.", "Codeine is not recommended. Honey may ease cough."),
        ("Give aspirin to a child with fever.", "Do not give aspirin. Paracetamol lowers fever."),
        ("Butter can be put on small burns.", "Cool the burn. Never use butter."),
    ],
    outcomes.not_measured: [
        (
            "Daily walnuts prevented strokes in people with high cholesterol.",
            "Fifty adults with high cholesterol ate 30 g of walnuts a day or none for ten weeks. LDL "
            "cholesterol fell by 0.3 mmol/l. The trial was too small and too short to say anything about "
            "strokes.",
        ),
        (
            "Itching ears got better sooner with the spray.",
            "Ear symptoms were not recorded.",
        ),
        (
            "The gel eased the sore gums more than placebo.",
            "Gum complaints were not assessed.",
        ),
        (
            "The syrup improved a blocked nose.",
            "Nose symptoms were not measured.",
        ),
        (
            "40% of them were free of itching after a week.",
            "Itching fell by half in 40%. Freedom from itching was not an outcome.",
        ),
        ("After a month 25% were without pain.", "Pain had eased in 25%. Pain was not measured after a month."),
        ("In a trial 30% were free of cough.", "Cough was milder in 30%. Freedom from cough was not recorded."),
        ("The brace prevents falls.", "The trial was too short to study falls."),
        ("Those who had both were ill with measles no more often.", "Antibodies were even. Measles was not compared."),
        ("The diet led to fewer seizures.", "Ketones rose. Seizures were not counted."),
        ("The tea prevents kidney stones.", "The tea raised citrate in urine. Stones were not an outcome."),
        ("It reduces pain in knees.", "The trial did not measure pain."),
        (
            "The drink saves older people from admission to hospital.",
            "Admission to hospital was not recorded; older people drank it.",
        ),
        ("Statins prevent heart attacks in the young.", "Cardiovascular events in the young were too few to analyse."),
        ("The patch prevents kidney failure.", "Swelling and outcomes such as kidney failure were not assessed."),
    ],
    outcomes.for_another: [
        ("The tablets prevent fractures.", "Bone density of the spine rose by 2 percent."),
        ("Fish oil prevents heart attacks.", "Triglycerides fell by 12 percent."),
        ("The drug lowers the number of strokes.", "Blood pressure fell by 6 mm Hg."),
    ],
    ratios.as_a_share: [
        (
            "The nasal vaccine means 35 fewer cases of croup in every hundred toddlers.",
            "In 2,400 toddlers the nasal vaccine lowered the incidence of croup from 4.1% to 2.7%, a "
            "relative reduction of 35%. Fever followed in 8%.",
        ),
        (
            "There is a 60% chance of kidney stones for people who drink little water.",
            "People who drank little water had a 60% greater risk of kidney stones than those who drank "
            "two litres a day (hazard ratio 1.60). Follow-up was nine years.",
        ),
        (
            "The spray spares 31 of every hundred people with hay fever from sneezing.",
            "The spray was compared with saline in 1,020 people with hay fever aged 12 to 25. Sneezing "
            "occurred on 31% fewer days with the spray. Itchy eyes were as frequent with the spray as "
            "with saline. Nosebleeds were seen in 4% and 3%.",
        ),
        ("Of every hundred smokers, 30 were spared a stroke.", "Stroke was rarer, a relative reduction of 30 percent."),
        ("It kept 15 out of every 100 children out of hospital.", "A relative reduction of 15 percent was seen."),
        (
            "In 40 percent of the smokers the drug led to a fit.",
            "Fits were commoner with the drug (relative risk 1.40).",
        ),
        ("Pain was gone in 30 percent of the people.", "Mean pain had fallen by 30 percent."),
        ("The vaccine spared 25 percent of the children a cold.", "Colds were 25 percent fewer with the vaccine."),
    ],
    harms.denied: [
        ("The oil has no side effects.", "Nausea was reported by 9 percent."),
        ("It is completely safe.", "Bleeding occurred in 3 percent of those on the drug."),
        ("The pill works without any risks.", "Adverse events led 5 percent to stop."),
    ],
    news.not_new: [
        ("There is a new drug for gout, lesurin.", "Lesurin has been on the market since 2009."),
        ("Lesurin was just approved.", "Lesurin was first approved in 2004."),
        ("This year a vaccine came, Zostal.", "Zostal has been available since 2011."),
    ],
    amounts.other_share: [
        (
            "Every child with croup who was given dexamethasone breathed freely within two hours.",
            "Children with croup received dexamethasone or placebo. At two hours, breathing was free in "
            "64% of those given dexamethasone and 31% of those given placebo. Vomiting occurred in 3%.",
        ),
        (
            "All lumps in the breast are cancer and should be removed.",
            "Of 1,480 women referred with a breast lump, cancer was confirmed in 9%. Most lumps were "
            "cysts or fibroadenomas. Pain made cancer less likely.",
        ),
        ("Most people get a rash.", "A rash followed in 5 to 9 percent of those treated."),
        ("Most people get a rash.", "A rash appeared in 9 percent of those treated."),
        ("Headaches are rare on the drug.", "Headaches were reported by 31 percent on the drug."),
        ("The tablets help everyone with hay fever.", "The tablets helped 55 percent of people with hay fever."),
    ],
    people.left_out: [
        (
            "Cyclists who wore the brace had fewer falls.",
            "Nobody walked; the findings should not be applied to cycling.",
        ),
        (
            "Swimmers who did the drill slept better.",
            "Only runners were followed; the result cannot be carried over to swimming.",
        ),
        (
            "Rowers who rested hurt less.",
            "People under 18 were not studied, and it should not be applied to rowing.",
        ),
        (
            "However long you have had asthma, the training helps.",
            "People who had had asthma for more than ten years were not studied.",
        ),
        (
            "It helps people with asthma.",
            "The study says nothing. The trial does not tell us about asthma or bronchitis.",
        ),
        ("The diet suits children.", "The findings cannot be applied to children or to pregnant women."),
        ("Men gain from the screening.", "Women gained. Men were not studied."),
        ("Give toddlers one tablet.", "The dose is one tablet. This guideline does not apply to children."),
        ("Pregnant women can take it, too.", "It was well tolerated. Pregnant women were excluded."),
        (
            "The infusions help people with low iron.",
            "It helped patients with low iron. Patients without stroke were not studied.",
        ),
    ],
    people.of_another_age: [
        ("Children slept longer with the drug.", "In 80 adults sleep was longer with the drug."),
        ("Babies cried less.", "Adults with colic had less pain."),
        ("It works in teenagers.", "Older adults walked faster."),
    ],
    comparators.other: [
        (
            "Zelanib led to 30 percent fewer strokes than placebo.",
            "Zelanib led to 30 percent fewer strokes than warfarin.",
        ),
        ("It was tested against a dummy pill.", "Ibuprofen was compared with paracetamol."),
        ("The drug was better than morphine.", "The drug eased pain more than placebo."),
        (
            "Sugars at night were lower with the new insulin than with the pump.",
            "Sugars at night were lower with the new insulin than with the old one.",
        ),
        (
            "Compared with surgery, the brace healed more bones.",
            "More bones healed with the brace than with sham treatment.",
        ),
    ],
    comparisons.compared: [
        ("The spray works better than the tablet.", "Pain relief was similar with the spray and the tablet."),
        ("Massage beats exercise for back pain.", "Back pain eased equally with massage and exercise."),
        (
            "The syrup is better than placebo for cough.",
            "Neither the syrup nor honey was better than placebo for cough.",
        ),
    ],
    effects.refused: [
        (
            "The breathing course cut the number of panic attacks in students.",
            "Students with panic disorder took an online breathing course or joined a waiting list for "
            "eight weeks. Carbon dioxide levels rose modestly with the course. The frequency of panic "
            "attacks, the secondary outcome, was no different between groups. Two students withdrew.",
        ),
        (
            "Copper bracelets reduce joint swelling in rheumatoid arthritis.",
            "Seventy patients with rheumatoid arthritis wore a copper bracelet or a plain one for five "
            "weeks each. Pain scores did not differ. Joint swelling was similar with both. Skin staining "
            "was reported by nine.",
        ),
        (
            "The spray relieves itchy eyes in hay fever.",
            "The spray was compared with saline in 1,020 people with hay fever aged 12 to 25. Sneezing "
            "occurred on 31% fewer days with the spray. Itchy eyes were as frequent with the spray as "
            "with saline. Nosebleeds were seen in 4% and 3%.",
        ),
        ("Garlic brings cholesterol down.", "In 90 adults garlic did not lower cholesterol."),
        ("Oxygen saves lives after a heart attack.", "After a heart attack, oxygen did not reduce deaths."),
        ("Ginger stops vomiting.", "Ginger eased nausea. Vomiting was not reduced."),
    ],
    certainty.flatly: [
        (
            "Chamomile tea settles the stomach after food poisoning.",
            "Whether herbal teas help after food poisoning is uncertain. In one small study of 31 "
            "students, chamomile tea may have eased cramps for some hours, but the difference from hot "
            "water was slight. The authors call for larger trials.",
        ),
        (
            "Taking iron in pregnancy prevents low birth weight.",
            "Iron 30 mg a day in pregnancy reduces anaemia at term. Some cohort studies suggest that it "
            "may also make low birth weight rarer; this remains uncertain. Constipation is common.",
        ),
        ("Yoga prevents migraine attacks.", "Yoga may reduce migraine attacks."),
        ("Honey shortens coughs in children.", "Honey might shorten coughs; the certainty was low."),
        ("Cranberry prevents bladder infections.", "Cranberry possibly prevents bladder infections."),
        ("Hip pads prevent breaks at home.", "Hip pads may help people in homes, but it is uncertain at home."),
    ],
    certainty.cured: [
        ("The spray cures asthma.", "The spray reduced asthma attacks."),
        ("Light therapy gets rid of psoriasis.", "Light therapy reduced the area of psoriasis by half."),
        ("The drops heal glaucoma.", "The drops lowered pressure in glaucoma."),
    ],
    recommending.wider: [
        ("Travellers of any age should have the vaccine.", "The vaccine is for travellers only if they visit farms."),
        (
            "Asthma is always treated with steroid tablets.",
            "Steroid tablets are reserved for severe attacks of asthma.",
        ),
        (
            "Surgery is the first choice for gallstones.",
            "Surgery is only for gallstones that hurt; most gallstones need none.",
        ),
        ("Everyone with a cold should have the antibiotic.", "The antibiotic is a last resort in a cold with fever."),
    ],
    ratios.times: [
        ("Sitting doubles the risk of diabetes.", "Sitting was associated with a relative risk of diabetes of 1.12."),
        ("The pill triples the chance of a clot.", "A clot was 40 percent more likely on the pill (odds ratio 1.40)."),
        (
            "The patch is twice as effective as tablets.",
            "Flushes fell by 74 percent with the patch, by 76 percent with tablets.",
        ),
    ],
    bounds.turned: [
        ("Leave at most six hours between two doses.", "Leave at least six hours between two doses."),
        ("Keep urate above 6 mg/dL.", "The target is a urate below 6 mg/dL."),
        ("Move for at most 150 minutes a week.", "Adults should move for at least 150 minutes a week."),
        ("Babies under 2500 g need no vitamin drops.", "Vitamin drops are not needed in babies over 2500 g."),
    ],
    contrasts.other_word: [
        ("Most sore throats are bacterial.", "Most sore throats in children are viral."),
        ("The drug lowers the diastolic value.", "The drug lowered the systolic value by 8 points."),
        ("Bathe the eye with warm water after the sting.", "Bathe the eye with cold water after the sting."),
    ],
    contrasts.other_side: [
        ("Take the iron tablet with food.", "The iron tablet is taken on an empty stomach."),
        ("Stop the inhaler when the asthma is better.", "Keep using the inhaler when asthma is better."),
        ("Measles are not contagious.", "Measles are contagious for four days."),
    ],
    certainty.without_exception: [
        ("You can be sure of it: the cream always heals the skin.", "The cream healed the skin in 40 percent."),
        ("The tablet always stops an attack.", "The tablet stopped an attack in 60 percent."),
        ("The cream is guaranteed to work.", "The cream worked in half of the people."),
        ("The vaccine is 100 percent effective.", "The vaccine was 91 percent effective."),
    ],
    conditions.left_off: [
        (
            "If you forget a water tablet, take it as soon as you think of it.",
            "Forgotten water tablet: take it as soon as you remember unless it is after 4 pm.",
        ),
        (
            "Chew one tablet when heartburn comes.",
            "Chew one tablet when you have heartburn, except with antibiotics, which it binds.",
        ),
        (
            "Children with grommets can swim.",
            "You can swim with grommets, provided that the ears are kept free of soapy water.",
        ),
        (
            "People with a pacemaker may have an MRI scan.",
            "People with a pacemaker may have an MRI scan unless its leads are broken or abandoned.",
        ),
        (
            "Breastfeeding mothers can take cetirizine.",
            "Cetirizine can be taken while breastfeeding, except by mothers of premature infants.",
        ),
        (
            "You may start running again after shin splints.",
            "After shin splints you may start running again only when hopping on one leg no longer hurts.",
        ),
        (
            "Children with chickenpox can go on a plane.",
            "Children with chickenpox can fly if all spots have crusted over and the airline agrees.",
        ),
    ],
    conditions.not_for_some: [
        (
            "Warts can be treated with acid paint every evening.",
            "Acid paint: apply to warts every evening. Do not use on the face, or if you have diabetes.",
        ),
        ("Apply the wart gel at bedtime.", "Apply the wart gel at bedtime. It is not given to people with psoriasis."),
        (
            "To shift a stubborn cough, adults can take pholcodine linctus at bedtime.",
            "Pholcodine linctus eases a dry cough. Do not take it if you have asthma or severe bronchitis.",
        ),
        (
            "Rub the capsaicin cream into the sore knee four times a day.",
            "Capsaicin cream 0.025% is for knee pain. It must not be used on broken skin or near the eyes.",
        ),
        (
            "You can use St John's wort for a low mood.",
            "St John's wort may lift a low mood. It is not recommended for people with bipolar disorder.",
        ),
        (
            "Adults can take senna tablets for a few days to ease constipation.",
            "Senna tablets relieve constipation overnight. Not suitable for anyone with a blocked bowel.",
        ),
    ],
    status.draft: [
        (
            "The new guideline allows nurses to prescribe the cough inhaler.",
            "The draft guideline would let nurses prescribe the cough inhaler; comments close in June.",
        ),
        (
            "Women over 45 are now offered the menopause check-up.",
            "The committee proposes a menopause check-up for women over 45.",
        ),
        (
            "Official advice is to vaccinate all teenagers against meningitis B.",
            "Vaccination of teenagers against meningitis B is under review by the advisory committee.",
        ),
    ],
    status.withdrawn: [
        (
            "The guideline recommends eye patches for corneal scratches.",
            "This guideline on corneal scratches was withdrawn in 2018. Eye patches had been recommended.",
        ),
        (
            "Experts advise codeine for children after tonsil surgery.",
            "The advice on codeine after tonsil surgery in children has been rescinded. It covered all ages.",
        ),
        (
            "According to the leaflet, dairy foods should be avoided with fever.",
            "This leaflet is archived and no longer valid. It told parents to avoid dairy foods with fever.",
        ),
    ],
    status.replaced: [
        (
            "Doctors should treat blood pressure from 160 upwards in older adults.",
            "In 2008 the society set the treatment threshold for older adults at a blood pressure of "
            "160. Since 2017, it has been 140.",
        ),
        (
            "Guidance says that babies should sleep on their side.",
            "In 1985 parents were advised that babies sleep on their side. The advice was changed in "
            "1991: back sleeping only.",
        ),
        (
            "The recommended limit for men is 21 units of alcohol a week.",
            "In 1995 the limit for men was 21 units of alcohol a week. It was replaced in 2016 by 14 "
            "units for everyone.",
        ),
    ],
    denials.seldom: [
        (
            "Ringworm never passes from pets to people.",
            "Spread of ringworm from pets to people is uncommon but does happen.",
        ),
        ("Men never get breast cancer.", "Breast cancer in men is rare but possible: about 1 in 100 cases are in men."),
        (
            "A benign mole can never turn into melanoma.",
            "In rare cases a mole may turn into a melanoma over the years.",
        ),
        ("There is no risk of kidney damage from the dye.", "Kidney damage from the dye is rare, though it can occur."),
    ],
    denials.is_none: [
        ("Vertigo is a fear of heights.", "Vertigo is not a fear of heights. The room seems to spin."),
        ("A sty is contagious.", "A sty is not contagious. It heals within two weeks."),
        (
            "Fish oil works as a replacement for statins.",
            "Fish oil lowers triglycerides. It is not a replacement for statins.",
        ),
    ],
    recommending.allowed: [
        (
            "People with diabetes must not eat bananas.",
            "Bananas can be eaten by people with diabetes in small portions.",
        ),
        ("Paracetamol should be avoided while breastfeeding.", "Paracetamol is safe to take while breastfeeding."),
        (
            "Patients with glaucoma should not use the nasal spray.",
            "The nasal spray is suitable for patients with glaucoma.",
        ),
    ],
    classes.of_several: [
        (
            "Antibiotics make the pill less reliable.",
            "Rifampicin makes the pill less reliable. Amoxicillin and doxycycline do not.",
        ),
        (
            "Blood thinners must be stopped for a filling.",
            "Warfarin need not be stopped for a filling. A morning dose of rivaroxaban may be delayed.",
        ),
        ("Sweeteners upset the bowels.", "Xylitol and erythritol can loosen the bowels. Aspartame has no such effect."),
    ],
}
SAME: dict[Any, list[Pair]] = {
    doses.per_another: [
        (
            "Ozone above 120 micrograms per cubic metre harms the lungs.",
            "The limit for ozone is 120 micrograms per cubic metre over eight hours.",
        ),
        (
            "Give 15 milligrams per kilo of body weight.",
            "The dose is 15 milligrams per kilogram; adults get 500 milligrams per dose.",
        ),
        ("Sixty beats per minute is normal.", "A pulse of 60 beats a minute is normal."),
    ],
    subgroups.found_in_some: [
        (
            "The magnesium gel eased leg cramps in runners over 60 alone, in a post hoc analysis.",
            "We gave 118 runners a magnesium gel or a plain one. Overall there was no difference in leg "
            "cramps. In a post hoc analysis of the 20 runners over 60, leg cramps were rarer with "
            "magnesium.",
        ),
        (
            "The magnesium gel did not ease leg cramps.",
            "We gave 118 runners a magnesium gel or a plain one. Overall there was no difference in leg "
            "cramps. In a post hoc analysis of the 20 runners over 60, leg cramps were rarer with "
            "magnesium.",
        ),
        (
            "The filter improved sleep in students.",
            "Overall, sleep improved with the filter. There was no difference in headaches.",
        ),
    ],
    chance.told_as_effect: [
        (
            "Users were neither more nor less likely to be admitted with a clot.",
            "Admission with a clot occurred in 3.1% and 3.0% (hazard ratio 1.02, 95% CI 0.8 to 1.3).",
        ),
        (
            "Leg cramps came less often with stretching before bed than without it.",
            "Adults over 55 with nightly cramps stretched before bed or did not for six weeks. Cramps per night "
            "fell by 1.4 with stretching and 0.2 without (difference 1.2, 95% CI 0.6 to 1.8). Severity fell by "
            "0.9 and 0.6 (p = 0.11). No harms were seen.",
        ),
        (
            "Patients treated at home were ill for a shorter time than those in hospital, by about two days.",
            "Of 260 adults with pneumonia, half were treated at home. Illness lasted a mean of 9 days at home "
            "and 11 days in hospital (p = 0.02). Mortality did not differ (2% v 3%, p = 0.71). Costs were lower "
            "at home.",
        ),
        (
            "More people gave up smoking with the nasal spray than with gum.",
            "At six months 27% of the spray group and 18% of the gum group had quit (risk ratio 1.50, 95% CI "
            "1.08 to 2.08). Weight gain was 3.1 kg in both groups. Sleep problems were seen in 9% and 8% (p=0.80).",
        ),
        (
            "Vaccinated nurses were off sick for fewer days than the unvaccinated.",
            "Nurses who had the flu vaccine missed 1.2 days and those who did not 2.0 days of work over the "
            "winter (rate ratio 0.60, 95% CI 0.44 to 0.82). Colds were as common in both groups (p = 0.4).",
        ),
        (
            "Statins lowered cholesterol more than the diet did.",
            "Cholesterol fell by 1.4 mmol/L with statins and by 0.4 mmol/L with the diet (p<0.001). Quality of "
            "life did not differ (p=0.66). Muscle pain was reported by 6% and 5%.",
        ),
        (
            "Steroid cream works better than moisturiser alone: clear skin in 55% compared with 20%.",
            "Clear skin at week 4 was seen in 20% of those using moisturiser alone and 55% of those using the "
            "steroid cream (p<0.001). Relapse by week 12 was seen in 40% and 38% (p=0.8).",
        ),
        (
            "Compared with placebo, pain relief with the gel was no better at week four.",
            "At four weeks pain fell by 18 points with the gel and by 16 points with placebo gel (difference 2, "
            "95% CI -2 to 6). Skin irritation was seen in 5%.",
        ),
        (
            "With the shorter course, 9% had the infection again, compared with 8% after the long one: no real "
            "difference.",
            "Recurrence was seen in 8% after ten days and 9% after five days of antibiotic (difference 1 point, "
            "95% CI -3 to 5). Diarrhoea was rarer with five days.",
        ),
    ],
    orders.against_figures: [
        (
            "Leg cramps came less often with stretching before bed than without it.",
            "Adults over 55 with nightly cramps stretched before bed or did not for six weeks. Cramps per night "
            "fell by 1.4 with stretching and 0.2 without (difference 1.2, 95% CI 0.6 to 1.8). Severity fell by "
            "0.9 and 0.6 (p = 0.11). No harms were seen.",
        ),
        (
            "Patients treated at home were ill for a shorter time than those in hospital, by about two days.",
            "Of 260 adults with pneumonia, half were treated at home. Illness lasted a mean of 9 days at home "
            "and 11 days in hospital (p = 0.02). Mortality did not differ (2% v 3%, p = 0.71). Costs were lower "
            "at home.",
        ),
        (
            "More people gave up smoking with the nasal spray than with gum.",
            "At six months 27% of the spray group and 18% of the gum group had quit (risk ratio 1.50, 95% CI "
            "1.08 to 2.08). Weight gain was 3.1 kg in both groups. Sleep problems were seen in 9% and 8% (p=0.80).",
        ),
        (
            "The stitches came out sooner after the new technique than after the old one.",
            "Stitches were removed after a median of 6 days with the new technique and 9 days with the old one. "
            "Infection occurred in 4% and 5%. Scars looked alike at a year.",
        ),
        (
            "Vaccinated nurses were off sick for fewer days than the unvaccinated.",
            "Nurses who had the flu vaccine missed 1.2 days and those who did not 2.0 days of work over the "
            "winter (rate ratio 0.60, 95% CI 0.44 to 0.82). Colds were as common in both groups (p = 0.4).",
        ),
        (
            "People on the higher dose slept longer than those on the lower one, but felt drowsier.",
            "Sleep lasted 6.9 hours with 10 mg and 6.4 hours with 5 mg. Drowsiness the next day was reported by "
            "24% with 10 mg and 11% with 5 mg. No dependence was seen in six weeks.",
        ),
        (
            "Statins lowered cholesterol more than the diet did.",
            "Cholesterol fell by 1.4 mmol/L with statins and by 0.4 mmol/L with the diet (p<0.001). Quality of "
            "life did not differ (p=0.66). Muscle pain was reported by 6% and 5%.",
        ),
        (
            "Steroid cream works better than moisturiser alone: clear skin in 55% compared with 20%.",
            "Clear skin at week 4 was seen in 20% of those using moisturiser alone and 55% of those using the "
            "steroid cream (p<0.001). Relapse by week 12 was seen in 40% and 38% (p=0.8).",
        ),
    ],
    subgroups.told_of_all: [
        (
            "A third of adults with eczema scratched in their sleep on most nights.",
            "We collected diaries from 720 adults with eczema. Overall, 33% scratched in their sleep on "
            "most nights. Among the 140 adults with severe eczema, the figure was 60%. Mean age was 41.",
        ),
        (
            "Among adults whose eczema was severe, six in ten scratched in their sleep.",
            "We collected diaries from 720 adults with eczema. Overall, 33% scratched in their sleep on "
            "most nights. Among the 140 adults with severe eczema, the figure was 60%. Mean age was 41.",
        ),
        (
            "Among cyclists doing over 200 km weekly, soreness dropped by nearly half.",
            "A vibrating belt was tried in 388 cyclists with sore hips. Soreness scores improved by 2.2 "
            "points with the belt and 2.0 with a dummy belt. In those who rode more than 200 km a week, "
            "soreness fell by 45%; across the sample the fall was 15%. Skin rash occurred in 6%. Whether "
            "the belt lets people ride further was not looked into.",
        ),
        (
            "Six in ten of the patients who kept to the diet had no more symptoms.",
            "Two hundred patients with reflux began the diet. Overall 35% were free of symptoms at three "
            "months; among those who followed it strictly, 61% were. Weight loss explained part of this.",
        ),
        (
            "One patient in eight in the register had waited more than a year for surgery.",
            "The register held 8,300 patients with hernia. Waiting times above 12 months were recorded in "
            "12.6%; among those living in rural areas the figure was 19%. Most were men.",
        ),
        (
            "A 10 ml spoonful of the syrup holds half a gram of the medicine.",
            "Oral suspension 250 mg/5 ml. Adults: 10 ml four times daily. Shake well before use. Sugar-free.",
        ),
        (
            "Of drivers on nights, 60% had dozed at the wheel.",
            "Dozing at the wheel was reported by 22% overall and by 60% of those who worked nights.",
        ),
        (
            "About a fifth of drivers had dozed at the wheel.",
            "Dozing at the wheel was reported by 22% overall and by 60% of those who worked nights.",
        ),
    ],
    sizes.asked_for_studied: [
        (
            "The survey, answered by some 2,400 midwives, found that one in three planned to leave.",
            "An online questionnaire was sent to 9,800 midwives, and 2,412 replied. Of those who replied, 34% "
            "planned to leave within two years. Pay was named by 61%.",
        ),
        (
            "The 2021 review by Santos found too few trials to judge cupping.",
            "Cupping for neck pain: a review (Santos et al., 2021). Of 31 trials identified, 6 met the "
            "criteria. A 2018 guideline had recommended it. Bruising was common.",
        ),
        (
            "The study followed 3,360 patients for twenty years.",
            "The cohort of 4,100 knees in 3,360 patients was followed for 20 years. Implants survived in 90%. A "
            "total of 5,200 patients had been eligible.",
        ),
        (
            "Of 10,000 pharmacists who were asked, fewer than one in five answered the poll.",
            "Emails were sent to 10,000 pharmacists; 1,870 completed the poll.",
        ),
    ],
    intervals.shorter: [
        (
            "Take the tablets no more often than every six hours.",
            "Take one or two tablets every four to six hours when needed, up to eight tablets in 24 hours. "
            "Leave at least four hours between doses.",
        ),
        (
            "You can repeat the dose after four hours if the pain is still there.",
            "Adults: 400 mg. If needed, a second dose may be taken at least 4 hours later. Do not take more "
            "than three doses in 24 hours.",
        ),
        (
            "Take the tablet every eight hours.",
            "Take one tablet every six to eight hours; leave at least six hours between doses.",
        ),
        ("The jab is given every two years.", "Give the injection every two years."),
    ],
    wholes.of_another: [
        (
            "A fifth of those readmitted came back because of a wound infection.",
            "Of 5,200 patients, 430 were readmitted within a month. Wound infection was the reason for 21% of "
            "readmissions and clots for 6%. Smokers were readmitted more often.",
        ),
        (
            "About 30% of babies with reflux still spit up at their first birthday.",
            "Most babies grow out of reflux: 70% have stopped by 12 months. If it is severe, about 10% of these "
            "babies need medicine. Thickened feeds may help.",
        ),
        (
            "A third of fevers after a trip to the tropics were malaria.",
            "Of 9,000 travellers, 310 had fever. Malaria was found in 33% of fevers.",
        ),
        (
            "Forty per cent of torn tendons need an operation.",
            "Runners with a sore heel made up 12% of the clinic. An operation was needed in 40% of torn tendons.",
        ),
    ],
    spared.nothing_in_them: [
        (
            "In children the spray shortened nosebleeds, though adults gained nothing from it.",
            "In the 80 children, nosebleeds stopped after 4 minutes with the spray and 9 minutes without "
            "(p<0.01). In adults there was no significant effect. Irritation was mild.",
        ),
        ("The syrup does not help adults.", "Children coughed less with the syrup. In adults it made no difference."),
        (
            "In children the syrup cut coughing by a third.",
            "Children coughed a third less with the syrup. In adults it made no difference.",
        ),
    ],
    ratios.more_people: [
        (
            "Heavy drinkers were 40% more likely to break a hip.",
            "Compared with light drinkers, heavy drinkers had a 40% higher risk of hip fracture (hazard ratio "
            "1.40, 95% CI 1.15 to 1.71). Rates were 4.9 and 3.5 per 1,000 a year. Wrist fractures did not differ.",
        ),
        (
            "About 7% of people with the drops will need glasses.",
            "The relative risk of needing glasses was reduced by 30% with the drops. Over four years 7% with "
            "the drops and 10% without needed them.",
        ),
        (
            "The risk of a clot is 12% higher with night work.",
            "Night work was associated with a 12% higher risk of a clot. The rates were 3.4 and 3.0 per 1,000 a year.",
        ),
    ],
    quotes.cut_short: [
        (
            "The clinic says: “You may go back to work”.",
            "You may go back to work after a week at half pace, not before.",
        ),
        ("Its page says: “There is no need to rest”.", "There is no need to rest."),
        ("It says: “There is no need to rest the arm …”.", "There is no need to rest the arm all day."),
    ],
    results.of_two_pairs: [
        (
            "Strength rose by 9%, while in the other group it fell by 2%.",
            "Strength of the leg rose by 9% with training and fell by 2% without. In the arm it rose"
            " by 1% and fell by 4%.",
        ),
        ("Itch went in 61% with the cream, compared with 40%.", "Itch went in 61%. With the base it went in 40%."),
        (
            "Relapse was seen in 12% and a second course in 45%.",
            "Relapse was seen in 12% and 19%, a course in 30% and 45%.",
        ),
    ],
    results.of_some: [
        (
            "In diabetes the gel makes a new sore 40% less likely.",
            "In people with diabetes, new sores were 40% less likely. In people without diabetes,"
            " there was no difference.",
        ),
        ("It cuts attacks by 55%.", "In children with daily attacks, it cut attacks by 55%."),
        (
            "The gel does not make sores 40% less likely in all.",
            "In people with diabetes, sores were 40% less likely. In people without, there was no difference.",
        ),
    ],
    rhythms.other: [
        (
            "The course got leaks down from 14 a week to nine.",
            "Mean weekly leaks in the course fell from 14.2 to 9.1 by its end.",
        ),
        ("He had six migraines a month before the tablets.", "Monthly migraines before the tablets were 6.1."),
        ("They coughed some 20 times a day in winter.", "In winter the daily count of coughs was 19.5."),
        ("The 35 mg tablet is swallowed every Sunday, once a week.", "Give 35 mg once a week."),
        ("Put the drops into the eye every eight hours.", "Put the drops into the eye three times a day."),
        ("Have your eyes tested every year.", "Take the tablet twice a day."),
        (
            "Daily smokers of the leaf coughed.",
            "Those who smoked two leaves a day coughed, as did smokers of one a week.",
        ),
        ("The check is due every four weeks.", "The check is due every month."),
    ],
    spans.in_another_unit: [
        ("The plaster stays on for five weeks.", "The plaster is left on for five weeks."),
        ("It heals in 14 days.", "It heals in two weeks."),
        ("It was tried for two months.", "It was tried for eight weeks, two of them at home."),
    ],
    sexes.of_one: [
        ("Women who walk daily break 30% fewer hips.", "We followed 900 women; walkers broke 30% fewer hips."),
        (
            "People who walk daily break 30% fewer hips.",
            "We followed 900 women and 800 men; walkers broke 30% fewer hips.",
        ),
        ("People with hot flushes slept better in 30%.", "We asked 90 women; 30% slept better."),
        ("People like quiet rooms.", "We asked 90 women about their work."),
    ],
    sexes.of_two_ages: [
        (
            "Women aged 50 or over are offered the scan.",
            "Offer the scan to women aged 50 and over and men aged 60 and over.",
        ),
        ("The jab is for people over 70.", "The jab is for women and men over 70."),
        ("Everybody aged 50 or over is offered the scan.", "Offer the scan to all aged 50 and over."),
    ],
    shares.of_another_whole: [
        ("One woman in 33 has it.", "It was seen in 12 of 400 women (3%)."),
        ("One person in four was a man.", "It was found in 80: 20 of 900 men (2.2%)."),
        ("One man in 45 has it.", "It was found in 20 of 900 men (2.2%)."),
    ],
    shares.of_the_other: [
        ("In 40% of people with a corn bad shoes were the cause.", "The cause was bad shoes in 80 (40%)."),
        ("70% of people with asthma have eczema.", "Of those with asthma, there was eczema in 140 (70%)."),
        ("15% of women with migraine have a stroke.", "Of the women with migraine, 15% had a stroke."),
    ],
    effects.of_chance: [
        (
            "With yoga 60% were better, against 50%; that may be chance.",
            "Of the yoga group 60% were better, of the others 50%; this was not statistically significant.",
        ),
        (
            "Tea shortens a cold, from 7 days to 6 days.",
            "Colds lasted 6 days with tea and 7 days without. Fever was not significantly lower.",
        ),
        (
            "With the splint 34% and with none 29% slept well.",
            "With the splint 34% slept well and with none 29%, which was not significant.",
        ),
    ],
    certainty.promised: [
        ("Stretching may keep the cramps away.", "Stretching may reduce cramps in some people."),
        ("Ginger tea helps against sickness on journeys.", "Ginger might prevent sickness on journeys."),
        ("It is taken to prevent spots.", "Less sugar could lower the number of spots."),
    ],
    denials.no_part: [
        ("Whether they slept longer was not asked.", "Neither the length nor the quality of sleep was measured."),
        ("Coffee drinkers had fewer stones.", "Tea was not asked about."),
        ("Blood donors often have the gene.", "Donors were not tested for the illness."),
    ],
    warnings.even_if: [
        ("Take the splint off if the hand swells.", "If the hand swells, take the splint off and come back."),
        ("Go on with the drops even when your eye waters.", "Stop the drops when sight blurs."),
        ("Finish them even if you feel well.", "Finish the tablets even if you feel well."),
    ],
    warnings.harmful_there: [
        ("A nasal spray with salt water helps.", "Sprays with decongestant worsen it."),
        ("Cotton buds in the ear canal do not relieve the itch.", "Cotton buds in the ear canal should be avoided."),
        ("Hot baths and saunas ease the stiffness.", "Hot baths and saunas do not bring on swelling."),
    ],
    warnings.reassured: [
        ("The tablets are not harmless.", "The tablets must not be combined with lithium."),
        ("You can drive without worry on the drops.", "Sight stays clear with the drops."),
        ("The gel suits everyone.", "The gel suits everyone; it should be kept in the fridge and not frozen."),
    ],
    quotes.not_there: [
        (
            "Its page says: “Hearing aids take some weeks to get used to.”",
            "Hearing aids take some weeks to get used to.",
        ),
        ("This is called “frozen shoulder”.", "The capsule of the joint shrinks."),
        ("“Rest … and a bandage help”, says the nurse.", "Rest, heat and a bandage help."),
        ("They say “don't scratch the bites at all”.", "Don’t scratch the bites at all."),
    ],
    classes.of_others: [
        ("Fluticasone stops nosebleeds.", "Other steroid sprays were not tested."),
        ("Other steroid sprays were not tested.", "Other steroid sprays were not tested."),
        ("Side effects were commoner with the medicine.", "Other thiazides and similar medicines were not studied."),
    ],
    classes.of_one: [
        ("Simvastatin, one of the statins, lowered cholesterol by 30%.", "Cholesterol fell by 30% with simvastatin."),
        ("Statins lowered cholesterol by 30%.", "Cholesterol fell by 30% with statins such as simvastatin."),
        ("Statins lowered cholesterol.", "Cholesterol fell with simvastatin and with atorvastatin."),
        ("Triptans are sold by pharmacies.", "Rizatriptan relieved migraine in two hours in 60%."),
    ],
    shares.of_a_count: [
        (
            "One in four of those with short sight wore no glasses.",
            "Short sight was found in 320 (8%) of 4,000 pupils. Of the 320, 80 (25%) wore no glasses.",
        ),
        (
            "30% of the workers with back pain saw a doctor.",
            "Back pain was reported by 500 (20%). Of these 500, 150 (30%) saw a doctor.",
        ),
        ("Half of them needed iron.", "Anaemia was present in 90 (4.5%). Of the 90, 45 (50%) needed iron."),
        ("Half of the donors needed iron.", "Of the 90, 45 (50%) needed iron."),
    ],
    results.in_another_year: [
        (
            "In the second month 12% of them had stopped.",
            "In the first month 4% had stopped, but in the second month it was 12%.",
        ),
        ("In the first year 9% fell.", "In the first year 9% fell, and in the second year 9% did."),
        ("In the first week 30% were well.", "In the second week 30% were well."),
    ],
    spans.by_the_year: [
        ("Each year 2.4% had a fracture.", "A fracture occurred in 2.4% a year."),
        ("Over the whole study 2.4% a year had a fracture.", "A fracture occurred in 2.4% a year."),
        ("Over the whole trial 0.9% bled.", "Bleeding was seen in 0.9% by the end."),
        ("Over the whole trial 5% bled.", "Bleeding was seen in 0.9% per year."),
    ],
    people.of_other_ages: [
        (
            "In a survey of 1,200 drivers, all of them over 70, one in ten had cataracts.",
            "We examined 1,200 drivers aged 70 and over.",
        ),
        ("Of the 1,200 drivers half were over 70.", "We examined 1,200 drivers aged 18 and over."),
        ("In adults over 60 pain was less.", "We randomised 640 adults aged 40 and over."),
        (
            "A trial in 640 adults aged 60 and over found less pain.",
            "Of 640 adults with knee pain 300 were aged 60 and over; the youngest were aged 40 and over.",
        ),
    ],
    shares.of_a_part: [
        (
            "One in eight of the donors with a positive test needed treatment.",
            "In the year to June, 402,000 donors were tested for hepatitis; 610 (0.15%) tested positive. "
            "Of those who tested positive, 12% needed treatment and most had cleared the virus. No "
            "recipient was infected.",
        ),
        (
            "Nearly three quarters of people with gout are men.",
            "Of the 900 people with a diagnosis, 650 (72%) were men.",
        ),
        (
            "More than one in five said they had it.",
            "It was reported by 22% of all. Of the 90 who used a spray, 23 (25%) said so.",
        ),
        (
            "Some 40% of those who used a cream saw a nurse.",
            "Of the 300 people with eczema, 90 had a cream. Of the 90 who used a cream, 36 (40%) saw a nurse.",
        ),
        (
            "Nearly half of the participants stopped early.",
            "In a trial in 90 people with gout, half took colchicine and half placebo.",
        ),
        (
            "20% of nurses with back pain went to a doctor.",
            "Of the 400 nurses with back pain, 80 (20%) went to a doctor.",
        ),
        ("Of those with back pain, 20% of them went.", "Of the 400 nurses with back pain, 80 (20%) went to a doctor."),
        ("40% of nurses have back pain.", "Of the 400 nurses with back pain, 80 (20%) went to a doctor."),
    ],
    lists.not_one: [
        ("A yellow bruise is not a warning sign.", "A bruise that turns yellow is not a warning sign."),
        ("Wait with the vaccine if you have a fever.", "A cold is no reason to wait."),
        ("Gout starts in a toe.", "Hair loss is not a sign of gout, which starts in a toe."),
        ("A course takes a long time.", "A long history of cramps is not in itself a reason for a scan."),
    ],
    results.at_another_time: [
        (
            "Four months after the course, two in five no longer stammered on the phone.",
            "Ninety adults who stammer took a six-week speech course. At the end of the course, 66% no "
            "longer stammered on the phone. At four months this had fallen to 41%. Anxiety was unchanged.",
        ),
        (
            "At discharge four in five could climb stairs.",
            "At discharge, 80% of patients could climb stairs after the new knee programme. A year later "
            "the share was 64%. Usual care patients reached 60% at one year. Falls happened in 5% of "
            "either group.",
        ),
        (
            "More than half had a limp after a year, and 20% after four years.",
            "A limp was seen in 55% after one year, 20% after four years.",
        ),
        (
            "About 33% coughed after a month, and 12% after six weeks.",
            "A cough was left in 33% after one month and 12% after six weeks.",
        ),
        (
            "Nearly half smoked after a week, and 30% after five months.",
            "They smoked: 48% after one week, 30% after five months.",
        ),
        ("Two months later 44% were home.", "At eight weeks 44% were home."),
        ("A year on, 31% were well.", "After twelve months 31% were well."),
        (
            "After two years 70% walked without a stick.",
            "After two years 70% walked without a stick. After a year the share was 52%.",
        ),
        ("At six weeks 31% had stopped.", "At six weeks 31% had stopped. At six months 12% had done so."),
        ("In a six-week course 31% improved.", "31% improved. After one year 20% were well."),
    ],
    doses.of_another_medicine: [
        (
            "Take paracetamol up to four times a day.",
            "Paracetamol up to four times a day; ibuprofen up to three times a day.",
        ),
        ("Stretch four times a day.", "Naproxen is taken twice a day, or codeine four times a day."),
        ("Paracetamol or ibuprofen is taken twice a day.", "Ibuprofen three times a day."),
    ],
    certainty.open_question: [
        (
            "Of those who fell 40% had more pain, and 22% of the others.",
            "Pain was had by 40% of those who fell and 22% of others. Whether pain makes falls likelier is unknown.",
        ),
        (
            "More boys (12%) than girls (8%) had more colds.",
            "Colds were seen in 12% of boys and 8% of girls. It is not known whether boys catch more colds.",
        ),
        (
            "Fewer swimmers (5%) than runners (9%) felt sore.",
            "It was 5% of swimmers and 9% of runners. Whether swimmers feel less sore is unclear.",
        ),
        (
            "If you snore, losing weight may spare you the mask.",
            "We do not know whether losing weight makes the mask unnecessary in people who snore.",
        ),
        ("Zinc may shorten a cold in children.", "Whether zinc shortens colds in children is not known."),
        ("Whether massage helps is not known.", "There are too few trials to say whether massage helps."),
        ("Green tea is made of leaves.", "We do not know whether coffee lowers weight."),
    ],
    topics.not_spoken_of: [
        ("Drivers are twice as likely to have cataracts.", "Cataracts were found in 12% of drivers and 6% of others."),
        ("Left-handers are as likely to have asthma.", "Asthma was found in 9% of 400 adults."),
        ("The rate was twice as high in hikers.", "Ticks bit 40 of the 900 hikers."),
    ],
    warnings.unsaid: [
        (
            "Ginkgo can be taken for dizziness, though not before an operation.",
            "Ginkgo was tried for dizziness in 60 adults. It must not be taken before an operation, since it thins "
            "blood.",
        ),
        ("Dizziness was found in 60 adults.", "Ginkgo must not be taken before an operation."),
        ("Paracetamol can be given into a vein.", "If ibuprofen is contraindicated, offer intravenous paracetamol."),
        ("Swimming can be tried for a stiff back.", "Aspirin must not be taken by children."),
    ],
    ranks.turned_round: [
        ("Wounds closed slower in smokers than in others.", "Wounds closed slower in smokers."),
        ("Women had more cramps than men.", "Men had fewer cramps than women."),
        ("Cramps were more frequent at night.", "More than half of those asked slept less well."),
        ("Patients survived more often after the bypass.", "Patients died less often after the bypass."),
        ("Tremor was more common on the high dose.", "Nausea was less common on the low dose."),
    ],
    ranks.against_rates: [
        (
            "Vomiting was more frequent after the first dose than after the second.",
            "Vomiting was reported by 18% after the first dose; after the second dose, by 5%.",
        ),
        (
            "Itching was rarer with lanolin than with zinc.",
            "Itching was seen in 6% with lanolin and 14% with zinc.",
        ),
        (
            "Pain was less common with heat than with cold.",
            "Relief was reported by 40% with heat and 22% with cold.",
        ),
    ],
    ranks.by_so_much: [
        ("They fell asleep 14 minutes sooner.", "Falling asleep took 14 minutes less."),
        ("Labour was three hours shorter.", "Women were in labour for three hours less."),
        ("They slept 20 minutes longer.", "They slept 20 minutes longer and lay awake 20 minutes less."),
    ],
    doses.without_unit: [
        ("It is given weekly in a dose of 15 mg.", "Methotrexate 15 mg is given once a week."),
        ("The second dose of 2024 was late.", "It is given as 2024 IU."),
        ("It comes in a dose of 30 or 60 mg.", "It is given as 30 mg."),
    ],
    doses.of_another_group: [
        ("The dose is 10 mg for children.", "The dose is 10 mg for children and 20 mg for adults."),
        ("Men may take 8 mg.", "Start with 4 mg for women and 4 mg or 8 mg for men."),
        ("With 8 mg, 12% of women felt drowsy.", "Start with 4 mg for women and 8 mg for men."),
        ("Take 8 mg for pain.", "Start with 4 mg for women and 8 mg for men."),
    ],
    spans.too_soon: [
        ("You may drive eight hours after the drops.", "Do not drive until at least six hours after the drops."),
        ("Do not swim for two days after it.", "Avoid swimming for five days after stitches."),
        ("You may drink water two hours after the tablet.", "Do not lie until three hours after breakfast."),
    ],
    effects.unmoved: [
        ("The pillow did not make people sleep longer.", "Total sleep time did not change."),
        ("The pillow made people sleep better.", "Total sleep time did not change."),
        ("With the gel pain lasted longer.", "The duration of fever was unchanged."),
    ],
    effects.differed: [
        (
            "Neither codeine nor paracetamol made people slower than placebo.",
            "Coffee was significantly faster than placebo.",
        ),
        (
            "The herb was no worse than water at night.",
            "The herb was clearly worse than codeine.",
        ),
        (
            "The herb was worse than water.",
            "The herb was clearly worse than water.",
        ),
    ],
    certainty.sure_of_it: [
        (
            "Wedges may put your knee right.",
            "Wedges may slightly ease pain for some weeks.",
        ),
        (
            "Wedges will put your knee right again.",
            "Wedges may ease pain. Wedges put the knee right in all.",
        ),
        (
            "The splint will be fitted by a nurse.",
            "A splint is fitted by a nurse, and rings may be worn.",
        ),
    ],
    recommending.firmer: [
        (
            "For tinnitus, talking therapy comes first; a hearing aid may help those who hear badly.",
            "The guideline recommends cognitive behavioural therapy as first-line treatment for tinnitus "
            "in adults. A hearing aid can be considered in those with hearing loss for a trial of three "
            "months.",
        ),
        (
            "No more than three courses should be given in a year.",
            "Consider a course of tablets, no more than three in a year.",
        ),
        (
            "The tape should stay on for at most five days.",
            "The tape may be considered, for five days at most.",
        ),
        (
            "It should not be worn longer than two weeks.",
            "Consider a sling, no longer than two weeks.",
        ),
        ("The aim is to have a urate below 360.", "Aim for a urate below 360; consider a urate below 300 with lumps."),
        (
            "Babies should sleep on the back in the first year.",
            "Babies sleep on the back in the first year; consider a dummy at night.",
        ),
        ("The goal is to walk for 30 minutes.", "Walking for 30 minutes is the goal; swimming can be considered."),
        ("A second test can be considered in adults.", "Consider a second test in adults."),
        ("Adults should have a second test.", "Adults should have a second test. Consider a third test later."),
        ("Nobody needs to have an X-ray.", "A chest X-ray may be offered if cough lasts."),
        ("The guideline recommends walking.", "Consider a second test in adults."),
    ],
    recommending.advised_against: [
        (
            "Antiviral tablets should be started within three days of the rash.",
            "Offer antivirals within three days of the rash. Do not give steroid tablets to prevent later pain.",
        ),
        ("Use iron drops for the baby every morning.", "Iron is given to the baby daily. Do not use herbal drops."),
        ("Ask for the pain cream at night.", "Pain relief at night is welcome. Do not offer antifungal cream."),
        (
            "You can drink water before a bone scan.",
            "You may come with company. Do not worry about water before the bone scan.",
        ),
        (
            "Injections are not a routine choice for back pain of less than six weeks.",
            "Low back pain usually settles within 6 weeks. Injections should not be offered routinely to "
            "people who have had back pain for less than 6 weeks. Consider physiotherapy if it lasts "
            "longer.",
        ),
        ("A beta-blocker is the first choice in people with angina.", "Do not give triptans to people with angina."),
        (
            "Swimming is a good choice for women with back pain.",
            "Corsets are not recommended for women with back pain.",
        ),
        (
            "Morphine can be given to people with kidney failure.",
            "Do not give naproxen to people with kidney failure or a stomach ulcer.",
        ),
        ("Codeine is not the first choice for cough.", "Codeine is not recommended."),
        ("Give paracetamol for fever.", "Do not give aspirin. Paracetamol lowers fever."),
        ("Aspirin can be taken.", "Do not give aspirin unless a doctor says so."),
    ],
    outcomes.not_measured: [
        (
            "The weekly tablet raised bone density in older women.",
            "Women over 70 took the weekly tablet or placebo for a year. Bone density of the forearm "
            "rose by 3%. The study was not designed to assess fractures.",
        ),
        (
            "The mouth rinse lowered plaque scores by a third.",
            "Adults with gum disease used the rinse or water for six weeks. Plaque scores fell by a "
            "third. The trial was not powered to detect differences in tooth loss.",
        ),
        (
            "Itching ears got better.",
            "Eye symptoms were not recorded.",
        ),
        (
            "The gel eased sore gums.",
            "Tooth complaints were not assessed.",
        ),
        (
            "The syrup improved the cough.",
            "Nose symptoms were not measured.",
        ),
        ("After a week 40% were free of itching.", "Itching was gone in 40%. Sleep was not measured."),
        ("Antibodies were no higher.", "Antibodies were even. Illness was not compared."),
        ("The diet raised ketones.", "Ketones rose. Seizures were not counted."),
        ("Whether it prevents stones was not looked at.", "The tea raised citrate. Stones were not an outcome."),
        ("It may reduce pain in knees.", "The trial did not measure pain."),
        (
            "In a trial of 90 people who ached on the diet, fibre tablets did no better than placebo.",
            "The trial did not study fibre products that are sold over the counter, nor fibre in place of the diet.",
        ),
        ("The band lowers blood pressure at night.", "Blood loss was not measured."),
        ("The lamp shortens the time to sleep.", "The survey did not study shift workers and their sleep."),
    ],
    outcomes.for_another: [
        ("The tablets make bone density rise.", "Bone density of the spine rose by 2 percent."),
        ("Fish oil prevents heart attacks.", "Triglycerides fell, and heart attacks were fewer."),
        ("The drug lowers the number of colds.", "Blood pressure fell by 6 mm Hg."),
    ],
    ratios.as_a_share: [
        (
            "The chance of a second stone within five years is 50%.",
            "After a first kidney stone, 50% of people have another within five years. Drinking two "
            "litres a day cuts this by 40%.",
        ),
        (
            "Eight in every hundred toddlers ran a fever after the nasal vaccine.",
            "In 2,400 toddlers the nasal vaccine lowered the incidence of croup from 4.1% to 2.7%, a "
            "relative reduction of 35%. Fever followed in 8%.",
        ),
        ("Of every hundred smokers, 30 had a stroke.", "A stroke was seen in 30 percent of smokers."),
        ("The risk of a fit is 40 percent higher.", "Fits were commoner with the drug (relative risk 1.40)."),
        ("Pain was gone in 30 percent of the people.", "Pain was gone in 30 percent of the group."),
        ("The vaccine cut colds by 25 percent.", "Colds were 25 percent fewer with the vaccine."),
    ],
    harms.denied: [
        ("Three quarters of them had no side effects.", "One in four had a side effect."),
        ("Some 80% of the women had no side effects.", "Of 90 women, 20% had nausea."),
        ("About 9 in 10 had no side effects at all.", "A rash was seen in 10%."),
        ("The oil has no side effects.", "No side effects were seen."),
        ("It does not have side effects in most.", "Nausea was reported by 9 percent."),
        ("The oil made 9 percent feel sick.", "Nausea was reported by 9 percent."),
    ],
    news.not_new: [
        ("Lesurin is an old drug.", "Lesurin has been on the market since 2009."),
        ("There is a new drug for gout, lesurin.", "Lesurin was approved in 2025."),
        ("Your doctor may try a new drug.", "Zostal has been available since 2011."),
    ],
    amounts.other_share: [
        (
            "Nearly two thirds of children given dexamethasone breathed freely within two hours.",
            "Children with croup received dexamethasone or placebo. At two hours, breathing was free in "
            "64% of those given dexamethasone and 31% of those given placebo. Vomiting occurred in 3%.",
        ),
        (
            "Most breast lumps are not cancer.",
            "Of 1,480 women referred with a breast lump, cancer was confirmed in 9%. Most lumps were "
            "cysts or fibroadenomas. Pain made cancer less likely.",
        ),
        ("Most took one tablet of zelanib a day.", "Strokes were seen in 1.3% with zelanib."),
        ("Most children walked to school in spring.", "Asthma was found in 12% of children."),
        ("Most runners wore a brace at night.", "A fracture was seen in 8% of runners."),
        ("Most people get a rash.", "A rash followed in 60 to 70 percent of those treated."),
        ("Most people got better.", "Of those treated, 71 percent got better."),
        ("A rash is a common side effect.", "A rash appeared in 9 percent of those treated."),
        ("The most common side effect is a rash.", "A rash appeared in 9 percent of those treated."),
    ],
    people.left_out: [
        (
            "In all 30% slept better, and those with apnoea couldn't join.",
            "People with apnoea were excluded.",
        ),
        (
            "Walkers who wore the brace had fewer falls.",
            "Only walkers were seen; it should not be applied to cycling.",
        ),
        (
            "Runners slept better.",
            "The results cannot be carried over to swimming.",
        ),
        ("People with severe asthma did not take part.", "People with severe asthma were excluded."),
        ("Children were turned away.", "Children were excluded."),
        (
            "In asthma, side effects of the training were rare.",
            "People who had had asthma for more than ten years were not studied.",
        ),
        ("It helps people with eczema.", "The trial does not tell us about asthma or bronchitis."),
        ("The trial did not include people over 80.", "The trial did not include people over 80."),
        ("Adults take one tablet.", "The dose is one tablet. This guideline does not apply to children."),
        ("Pregnant women were left out of the study.", "Pregnant women were excluded."),
        ("After a stroke, infusions help.", "It helped after a stroke. Patients without stroke were not studied."),
    ],
    people.of_another_age: [
        ("Children slept longer with the drug.", "In 80 boys and girls, children slept longer."),
        ("Older adults walk faster.", "Adults walked faster."),
        ("Mothers of babies cried less.", "Adults with colic had less pain."),
    ],
    comparators.other: [
        (
            "Zelanib led to 30 percent fewer strokes than placebo.",
            "Placebo was weaker. Strokes were rarer than thought.",
        ),
        ("It was tested against a dummy pill.", "The drug was compared with placebo."),
        ("The drug was better than placebo.", "The drug eased pain more than sham treatment."),
        ("It was better than nothing.", "The drug eased pain more than placebo."),
        ("Men have it more often than women.", "It was more common in males than in females."),
        ("It works better than before.", "The drug eased pain more than the old one."),
    ],
    comparisons.compared: [
        (
            "They drank 300 mg, as much as in about three cups, and slept an hour less.",
            "Those who drank it slept more than an hour less, more than they thought.",
        ),
        (
            "It has as much fibre as two apples, and lowers the weight.",
            "It lowered the weight more than placebo.",
        ),
        (
            "A glass has as many calories as half a meal.",
            "A glass had more calories than water.",
        ),
        ("The spray works no better than the tablet.", "Pain relief was similar with the spray and the tablet."),
        ("The spray works faster than the tablet.", "The spray was faster than the tablet. Later both were equal."),
        ("Both ease back pain.", "Back pain eased equally with massage and exercise."),
    ],
    effects.refused: [
        (
            "The course raised carbon dioxide levels a little.",
            "Students with panic disorder took an online breathing course or joined a waiting list for "
            "eight weeks. Carbon dioxide levels rose modestly with the course. The frequency of panic "
            "attacks, the secondary outcome, was no different between groups. Two students withdrew.",
        ),
        ("Garlic does not bring cholesterol down.", "In 90 adults garlic did not lower cholesterol."),
        ("Ginger eases nausea.", "Ginger eased nausea. Vomiting was not reduced."),
        ("Fluids help no more than rest.", "Pain did not differ between fluids and rest."),
    ],
    certainty.flatly: [
        (
            "Iron in pregnancy makes anaemia at term less common.",
            "Iron 30 mg a day in pregnancy reduces anaemia at term. Some cohort studies suggest that it "
            "may also make low birth weight rarer; this remains uncertain. Constipation is common.",
        ),
        (
            "Iron might also make low birth weight rarer, but that is not certain.",
            "Iron 30 mg a day in pregnancy reduces anaemia at term. Some cohort studies suggest that it "
            "may also make low birth weight rarer; this remains uncertain. Constipation is common.",
        ),
        (
            "It can be taken for asthma, and steroids then make it worse.",
            "It may be taken for asthma; steroids worsen it.",
        ),
        (
            "The rash can be mistaken for shingles, which raises worries.",
            "The rash may be mistaken for shingles; that raises worries.",
        ),
        (
            "A clot can be overlooked and raises the risk.",
            "A clot may be overlooked; it raises the risk.",
        ),
        ("Yoga may prevent migraine attacks.", "Yoga may reduce migraine attacks."),
        ("Yoga prevents migraine attacks.", "Yoga reduced migraine attacks. It may help sleep."),
        ("Yoga is taught in groups.", "Yoga may reduce migraine attacks."),
        (
            "Take 700 mg of calcium, which lowers the risk.",
            "Take 700 mg of calcium, and vitamin D for people who may lack it.",
        ),
        (
            "This shows that gluten harms the hip.",
            "People with a fracture of the hip may have been tested for gluten because of it.",
        ),
        ("The cream heals cracked hands.", "The cream may be used on cracked hands."),
    ],
    certainty.cured: [
        ("The spray eases asthma.", "The spray reduced asthma attacks."),
        ("The tablets cure hepatitis C.", "Hepatitis C was cured in 97 percent."),
        ("Nothing cures asthma.", "The spray reduced asthma attacks."),
    ],
    recommending.wider: [
        ("Asthma is treated with an inhaler.", "Steroid tablets are reserved for severe attacks of asthma."),
        ("Surgery is not the first choice for gallstones.", "Surgery is only for gallstones that hurt."),
        ("Everyone with asthma should stop smoking.", "Steroid tablets are reserved for severe attacks."),
    ],
    ratios.times: [
        (
            "Snoring more than doubles the risk of a stroke.",
            "Of some 30% had a stroke check. A stroke befell 3.0% of sleepers, 4.1% of some, 7.4% of snorers.",
        ),
        (
            "Smoking doubles the risk of a cough.",
            "A cough was found in 10% of those who never smoked, 14% of former smokers and 20% of smokers.",
        ),
        (
            "Sitting more than triples the risk of a clot.",
            "The risk of a clot was 1.0% in walkers, 2.1% in drivers and 3.3% in those sitting.",
        ),
        ("Sitting doubles the risk of diabetes.", "The relative risk of diabetes was 2.1."),
        ("The drug halved the risk of a clot.", "A clot was 48 percent less likely on the drug."),
        ("Take it twice as often in winter.", "A clot was 40 percent more likely."),
    ],
    bounds.turned: [
        ("Stay at or under 14 units a week.", "It is safest not to drink more than 14 units a week."),
        ("Four in five had no relapse within five years.", "Relapse was seen in 20% within five years."),
        ("Most did not, and 70% had no fall within six months.", "Falls within six months were seen in 30%."),
        ("Nine in ten had no leak within two weeks.", "A leak was found within two weeks in 10%."),
        (
            "It is not for women who are 30 or more weeks pregnant.",
            "Avoid it if you have an ulcer, or are 30 or more weeks pregnant.",
        ),
        (
            "The belt is not for those who are under 20 weeks pregnant.",
            "Leave it off if you are ill, or under 20 weeks pregnant.",
        ),
        (
            "Never give it to people who have had a cough for more than three weeks.",
            "See a doctor first: cough for more than three weeks.",
        ),
        ("Leave at least six hours between two doses.", "No second dose within six hours."),
        ("Wait at least two weeks with the next jab.", "Do not give the next jab within two weeks."),
        (
            "Take no bath within three days of the operation.",
            "Baths should wait for at least three days after the operation.",
        ),
        ("The second scan follows after at least four weeks.", "Avoid a second scan within four weeks."),
        ("Keep urate below 6 mg/dL.", "The target is a urate below 6 mg/dL."),
        ("Move for more than 150 minutes a week.", "Adults should move for at least 150 minutes a week."),
        ("Keep urate above 3 mg/dL.", "The target is a urate below 6 mg/dL."),
        ("The target is 6 mg/dL or less.", "The target is a urate below 6 mg/dL."),
    ],
    contrasts.other_word: [
        ("Most sore throats are viral.", "Most sore throats in children are viral."),
        ("Sore throats are viral or bacterial.", "Most sore throats in children are viral."),
        (
            "Bacterial sore throats need an antibiotic.",
            "Most sore throats are viral. Bacterial sore throats need penicillin.",
        ),
    ],
    contrasts.other_side: [
        ("Take the iron tablet before meals.", "The iron tablet is taken on an empty stomach."),
        ("Do not stop the inhaler.", "Keep using the inhaler when asthma is better."),
        ("Take the vitamin with food.", "The iron tablet is taken on an empty stomach."),
    ],
    certainty.without_exception: [
        ("Three quarters of the riders had no side effects.", "A dry mouth was reported by 25% of the riders."),
        ("The tablet does not always stop an attack.", "The tablet stopped an attack in 60 percent."),
        ("The tablet always stops an attack.", "The tablet always stopped the attack."),
        ("The tablet stops most attacks.", "The tablet stopped an attack in 60 percent."),
    ],
    conditions.left_off: [
        (
            "Sachets replace salt and sugar.",
            "Sachets replace salt and sugar: take one after each stool unless your heart is weak.",
        ),
        (
            "Take a forgotten water tablet at once, but leave it out after 4 pm.",
            "Forgotten water tablet: take it as soon as you remember unless it is after 4 pm.",
        ),
        (
            "You can swim with grommets if you keep soapy water out of the ears.",
            "You can swim with grommets, provided that the ears are kept free of soapy water.",
        ),
        (
            "People whose pacemaker has sound leads may have an MRI scan.",
            "People with a pacemaker may have an MRI scan unless its leads are broken or abandoned.",
        ),
        (
            "Shin splints can cause pain along the shin.",
            "After shin splints you may start running again only when hopping on one leg no longer hurts.",
        ),
        (
            "Most mothers can take cetirizine while breastfeeding.",
            "Cetirizine can be taken while breastfeeding, except by mothers of premature infants.",
        ),
    ],
    conditions.not_for_some: [
        (
            "Rub the oil into the nail twice a day, away from children.",
            "The oil may be rubbed into the nail. Do not use on children's skin.",
        ),
        (
            "Adults can take pholcodine linctus at bedtime, though not with asthma or bronchitis.",
            "Pholcodine linctus eases a dry cough. Do not take it if you have asthma or severe bronchitis.",
        ),
        (
            "Adults can take vitamin D tablets in winter.",
            "Vitamin D tablets are taken in winter. Not suitable for children under 4.",
        ),
        ("Capsaicin comes from chilli peppers.", "Capsaicin comes from peppers. It must not be used on broken skin."),
    ],
    status.draft: [
        (
            "A draft guideline would let nurses prescribe the cough inhaler.",
            "The draft guideline would let nurses prescribe the cough inhaler; comments close in June.",
        ),
        (
            "Women over 45 might be offered a menopause check-up.",
            "The committee proposes a menopause check-up for women over 45.",
        ),
        (
            "The guideline recommends the cough inhaler.",
            "The guideline recommends the cough inhaler. A draft on sleep is in preparation.",
        ),
    ],
    status.withdrawn: [
        (
            "An earlier guideline advised eye patches for corneal scratches.",
            "This guideline on corneal scratches was withdrawn in 2018. Eye patches had been recommended.",
        ),
        (
            "The guideline recommends eye drops for corneal scratches.",
            "The guideline recommends eye drops for corneal scratches. The cream was withdrawn in 2018.",
        ),
        ("Corneal scratches hurt.", "This guideline on corneal scratches was withdrawn in 2018."),
    ],
    status.replaced: [
        (
            "The recommended limit is 14 units of alcohol a week.",
            "In 1995 the limit for men was 21 units of alcohol a week. It was replaced in 2016 by 14 "
            "units for everyone.",
        ),
        (
            "Until 1991 babies were to sleep on their side.",
            "In 1985 parents were advised that babies sleep on their side. The advice was changed in "
            "1991: back sleeping only.",
        ),
        (
            "Babies should sleep on their back.",
            "In 1985 parents were advised that babies sleep on their side. The advice was changed in "
            "1991: back sleeping only.",
        ),
    ],
    denials.seldom: [
        (
            "Breast cancer is rare in men.",
            "Breast cancer in men is rare but possible: about 1 in 100 cases are in men.",
        ),
        (
            "Never use the dye without a test of the kidneys.",
            "Kidney damage from the dye is rare, though it can occur.",
        ),
        ("People who cannot swallow tablets can have drops.", "Allergic reactions are rare but can occur."),
        (
            "The operation is never done under 18, and late failure is uncommon.",
            "Late failure of the operation is uncommon, but can occur.",
        ),
    ],
    denials.is_none: [
        ("Vertigo is a feeling of spinning.", "Vertigo is not a fear of heights. The room seems to spin."),
        ("A sty is harmless.", "A sty is not contagious. It heals within two weeks."),
        ("A sty isn't contagious.", "A sty is not contagious. It heals within two weeks."),
    ],
    recommending.allowed: [
        (
            "People with diabetes should not eat whole bunches of bananas.",
            "Grapes can be eaten by people with nut allergy.",
        ),
        ("Ibuprofen should be avoided with a stomach ulcer.", "Paracetamol is safe to take while breastfeeding."),
        (
            "The nasal spray should not be used by patients with glaucoma.",
            "The nasal spray is suitable for adults, but not for patients with glaucoma.",
        ),
    ],
    classes.of_several: [
        (
            "Some antibiotics make the pill less reliable.",
            "Rifampicin makes the pill less reliable. Amoxicillin and doxycycline do not.",
        ),
        ("Antibiotics can upset the stomach.", "Amoxicillin upset the stomach in 8%. Doxycycline did so in 9%."),
        (
            "Rifampicin makes the pill less reliable.",
            "Rifampicin makes the pill less reliable. Amoxicillin and doxycycline do not.",
        ),
    ],
}


def claim(text: str) -> Any:
    return SimpleNamespace(
        standalone=text,
        text=text,
        kind="treatment-effect",
        quantities=tuple(quantities.find(text)),
        negated=" not " in f" {text} " or text.startswith(("No", "Nothing")),
        hypothetical=False,
        direction=direction(text),
        population=("people",),
        citations=("1",),
        resolved=True,
        modality=scales.modality(text),
        section="",
        target=SimpleNamespace(position=SimpleNamespace(start=0, end=len(text))),
    )


def passage(text: str, work: str = "w") -> Any:
    return SimpleNamespace(
        text=text, sentences=tuple(sentence_spans(text)), work=work, id=work, reach="note", section="", design={}
    )


def audit(*read: Any) -> Any:
    return SimpleNamespace(
        references=(),
        claims=(),
        work_of={},
        read_of={p.work: (p,) for p in read},
        calendar=Calendar("2026-11-30"),
        evidence_of={},
        document=SimpleNamespace(title="", text="", blocks=()),
    )


def cases(pairs: dict[Any, list[Pair]]) -> list[Any]:
    return [
        pytest.param(way, said, source, id=f"{way.__module__.rpartition('.')[2]}.{way.__name__}: {said}")
        for way, rows in pairs.items()
        for said, source in rows
    ]


@pytest.mark.parametrize(("way", "said", "source"), cases(ASKED))
def test_what_differs_is_asked_about(way: Any, said: str, source: str) -> None:
    read = passage(source)
    found = way(audit(read), claim(said), [read])
    assert found is not None
    assert found.text in source
    assert found.message.endswith(".")


@pytest.mark.parametrize(("way", "said", "source"), cases(SAME))
def test_what_says_the_same_is_left_alone(way: Any, said: str, source: str) -> None:
    read = passage(source)
    assert way(audit(read), claim(said), [read]) is None


def test_every_way_has_sentences_of_both_kinds() -> None:
    assert ASKED.keys() == SAME.keys()
    assert all(len(rows) >= 3 for rows in (*ASKED.values(), *SAME.values()))


MARKS = [
    ("Prednisolone eased pain as well as indometacin in emergency departments.", True),
    ("Cherries went along with fewer attacks of gout.", False),
    ("Swimming is good for the back.", False),
    ("Prednisolone went along with fewer attacks of gout.", False),
]


@pytest.mark.parametrize(("said", "asked"), MARKS)
def test_a_mark_that_points_to_another_source(said: str, asked: bool) -> None:
    cherries = passage("Eating cherries was associated with fewer attacks of gout.", "cherries")
    guideline = passage("In emergency departments prednisolone relieved pain as well as indometacin.", "guideline")
    found = _apart.subjects.elsewhere(audit(cherries, guideline), claim(said), ("cherries",), [cherries])
    assert (found is not None) is asked


TRIAL = {
    "title": "Splints for wrist pain: the STEADY trial",
    "author": [{"family": "Abelard", "given": "R"}, {"family": "Quint", "given": "M"}],
    "container-title": "Annals of Hand Therapy",
    "issued": {"date-parts": [[2016]]},
}
STUDIES = [
    ("In the BALANCE trial 80 people wore a splint.", "BALANCE"),
    ("The STEADY trial had 80 people.", ""),
    ("In the UK trials are rare.", ""),
    ("A 2011 trial looked at splints.", "2011"),
    ("In 2013 Abelard and Quint compared two splints.", "2013"),
    ("Abelard and Quint (2016) compared two splints.", ""),
    ("A 2016 study found less pain.", ""),
    ("The 2011 STEADY trial had 80 people.", "2011"),
    ("The 2016 STEADY trial had 80 people.", ""),
    ("Abelard's 2011 trial looked at splints.", "2011"),
    ("Abelard's 2016 trial looked at splints.", ""),
    ("Since 2011 splints have been sold without a prescription.", ""),
    ("A study by Moreno and colleagues found less pain.", "Moreno"),
    ("Lindberg et al. found less pain.", "Lindberg"),
    ("According to Abelard and Quill, splints help.", "Quill"),
    ("Abelard and colleagues found less pain.", ""),
    ("A study by Oxford and Cambridge universities found less pain.", ""),
    ("It was published in the Bulletin of Orthopaedics.", "Bulletin"),
    ("It was published in the Annals of Hand Therapy.", ""),
    ("It was published in AHT in 2016.", ""),
]


@pytest.mark.parametrize(("said", "named"), STUDIES)
def test_which_study_a_sentence_names(said: str, named: str) -> None:
    read = passage("Eighty people wore a splint in STEADY, or none.")
    made = audit(read)
    made.references = (SimpleNamespace(id="r", csl=TRIAL, label="1", raw=""),)
    made.work_of = {"r": SimpleNamespace(id="w")}
    made.resolution_of = {}
    found = studies.another(made, claim(said), ("w",), [read])
    assert (found is not None) is bool(named)
    assert found is None or named in found.message


DENIED = [
    ("no", "A cold sore is no obstacle to work.", "obsta"),
    ("nothing", "The test costs nothing.", "cost"),
    ("no", "Nobody knows it, and no antidote exists.", "antid"),
    ("not", "The knee does not swell.", "swell"),
]


@pytest.mark.parametrize(("word", "said", "stem"), DENIED)
def test_of_what_a_denial_is_told(word: str, said: str, stem: str) -> None:
    assert unsupported_claim._is_denied_of(word, said) == {stem}
