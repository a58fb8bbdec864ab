"""What verdicts and changes say, word for word, and what no sentence may ever say."""
# ruff: noqa: E501 - a sentence is one line

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assess.given import shares
from tests.assess.made import (
    DECREASE,
    INCREASE,
    MAINTAIN,
    at_least,
    at_most,
    attendance,
    count,
    distribution,
    everyone,
    going,
    headcount,
    in_every_group,
    in_group,
    mean,
    median,
    not_stated,
    response_rate,
    valueless,
)
from tests.assess.test_verdicts import CONFIDENCES, PERCENTS, asked, near

from palnet.assess import Incomparable, Outcome, Rule, change, verdict
from palnet.model import Kind, State, TargetKind

# The verdict, and the sentence in bokmål and in English.
VERDICTS = [
    (
        lambda: verdict(valueless(State.SUPPRESSED), at_least(80)),
        "Tallet vises ikke: det gjelder så få at noen kunne kjennes igjen.",
        "The number is not shown: it is of so few that somebody could be recognised.",
    ),
    (
        lambda: verdict(valueless(State.NOT_ASKED), at_least(80)),
        "Det ble ikke spurt om dette.",
        "This was not asked.",
    ),
    (
        lambda: verdict(count(1, 2), None),
        "Det er ikke satt noe mål.",
        "No target is set.",
    ),
    (
        lambda: verdict(count(1, 2), not_stated()),
        "Et mål er nevnt, men uten tall.",
        "A target is spoken of, but without its number.",
    ),
    (
        lambda: verdict(valueless(State.NO_ANSWERS), at_least(80)),
        "Ingen har svart på dette.",
        "Nobody has answered this.",
    ),
    (
        lambda: verdict(valueless(State.EMPTY_BASE), at_least(80)),
        "Dette gjelder ingen her.",
        "This concerns nobody here.",
    ),
    (
        lambda: verdict(valueless(State.NOT_MEASURED), at_least(80)),
        "Dette er ikke målt.",
        "This was not measured.",
    ),
    (
        lambda: verdict([headcount(1, "a"), headcount(None, "b", state=State.NOT_MEASURED)], in_every_group(2)),
        "Det mangler tall for 1 av 2 grupper.",
        "There is no number for 1 of 2 groups.",
    ),
    (
        lambda: verdict(count(4, 8, minimum_denominator=10), at_least(80)),
        "Det kan ikke sies sikkert om målet på 80 % er nådd: definisjonen krever minst 10 svar, og det er bare 8; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of 80% is met: the definition asks for at least 10 answers, and there are only 8; the number by itself does not meet it.",
    ),
    (
        lambda: verdict(attendance(1, 1, minimum_denominator=10), at_least(80)),
        "Det kan ikke sies sikkert om målet på 80 % er nådd: definisjonen krever minst 10 inviterte, og det er bare 1; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of 80% is met: the definition asks for at least 10 invited, and there is only 1; the number by itself meets it.",
    ),
    (
        lambda: verdict(response_rate(4, 8, minimum_denominator=10), at_least(80)),
        "Det kan ikke sies sikkert om målet på 80 % er nådd: definisjonen krever minst 10 på listen, og det er bare 8; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of 80% is met: the definition asks for at least 10 on the roster, and there are only 8; the number by itself does not meet it.",
    ),
    (
        lambda: verdict(
            [in_group("a", 1, 3, minimum_denominator=5), in_group("b", 2, 9, minimum_denominator=5)], in_every_group(2)
        ),
        "Det kan ikke sies sikkert om målet om minst 2 i hver gruppe er nådd: definisjonen krever minst 5 svar, og det er bare 3; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of at least 2 in every group is met: the definition asks for at least 5 answers, and there are only 3; the number by itself does not meet it.",
    ),
    (
        lambda: verdict(count(3, 6, minimum_denominator=5), going(INCREASE), count(1, 1)),
        "Det kan ikke sies sikkert om målet om økning er nådd: definisjonen krever minst 5 svar, og det er bare 1; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of an increase is met: the definition asks for at least 5 answers, and there is only 1; the number by itself does not meet it.",
    ),
    (
        lambda: verdict(response_rate(82, 140), at_least(80)),
        "Målet på 80 % er ikke nådd: 82 av 140 (59 %), og alle er talt med.",
        "The target of 80% is not met: 82 of 140 (59%), and everybody is counted.",
    ),
    (
        lambda: verdict(attendance(302, 391), at_least(75)),
        "Målet på 75 % er nådd: 302 av 391 (77 %), og alle er talt med.",
        "The target of 75% is met: 302 of 391 (77%), and everybody is counted.",
    ),
    (
        lambda: verdict(count(27, 82, 140), at_least(80)),
        "Målet på 80 % er ikke nådd: 27 av 82 (33 %), og uansett hva de 58 andre på listen ville ha svart, ligger andelen av alle 140 mellom 19 % og 61 %.",
        "The target of 80% is not met: 27 of 82 (33%), and whatever the 58 others on the roster would have answered, the share of all 140 lies between 19% and 61%.",
    ),
    (
        lambda: verdict(count(27, 82, 83), at_least(80)),
        "Målet på 80 % er ikke nådd: 27 av 82 (33 %), og uansett hva den ene andre på listen ville ha svart, ligger andelen av alle 83 mellom 33 % og 34 %.",
        "The target of 80% is not met: 27 of 82 (33%), and whatever the one other on the roster would have answered, the share of all 83 lies between 33% and 34%.",
    ),
    (
        lambda: verdict(count(95, 100, 102), at_least(80)),
        "Målet på 80 % er nådd: 95 av 100 (95 %), og uansett hva de 2 andre på listen ville ha svart, ligger andelen av alle 102 mellom 93 % og 95 %.",
        "The target of 80% is met: 95 of 100 (95%), and whatever the 2 others on the roster would have answered, the share of all 102 lies between 93% and 95%.",
    ),
    (
        lambda: verdict(count(5, 95, 99), at_most("20.5")),
        "Målet på høyst 20,5 % er nådd: 5 av 95 (5 %), og uansett hva de 4 andre på listen ville ha svart, ligger andelen av alle 99 mellom 5 % og 9 %.",
        "The target of at most 20.5% is met: 5 of 95 (5%), and whatever the 4 others on the roster would have answered, the share of all 99 lies between 5% and 9%.",
    ),
    (
        lambda: verdict(count(70, 82, 82), at_least(80)),
        "Målet på 80 % er nådd: 70 av 82 (85 %), og alle på listen svarte.",
        "The target of 80% is met: 70 of 82 (85%), and everybody on the roster answered.",
    ),
    (
        lambda: verdict(count(76, 95, 140), at_least(80)),
        "Det kan ikke sies sikkert om målet på 80 % er nådd: 76 av 95 (80 %), og av alle 140 på listen ligger andelen med 95 % sikkerhet mellom 75 % og 84 %; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of 80% is met: 76 of 95 (80%), and with 95% confidence the share of all 140 on the roster lies between 75% and 84%; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(82, 95, 140), at_least(80)),
        "Målet på 80 % er nådd: 82 av 95 (86 %), og av alle 140 på listen ligger andelen med 95 % sikkerhet mellom 81 % og 90 %.",
        "The target of 80% is met: 82 of 95 (86%), and with 95% confidence the share of all 140 on the roster lies between 81% and 90%.",
    ),
    (
        lambda: verdict(count(60, 95, 140), at_least(71)),
        "Målet på 71 % er ikke nådd: 60 av 95 (63 %), og av alle 140 på listen ligger andelen med 95 % sikkerhet mellom 57 % og 69 %.",
        "The target of 71% is not met: 60 of 95 (63%), and with 95% confidence the share of all 140 on the roster lies between 57% and 69%.",
    ),
    (
        lambda: verdict(count(1, 99, 100), at_least("1.005")),
        "Det kan ikke sies sikkert om målet på 1,005 % er nådd: 1 av 99 (1,01 %), og av alle 100 på listen ligger andelen med 95 % sikkerhet på 1 %; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of 1.005% is met: 1 of 99 (1.01%), and with 95% confidence the share of all 100 on the roster lies at 1%; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(95, 100), at_least(80)),
        "Målet på 80 % er nådd: 95 av 100 (95 %), og med 95 % sikkerhet ligger andelen mellom 89 % og 98 %.",
        "The target of 80% is met: 95 of 100 (95%), and with 95% confidence the share lies between 89% and 98%.",
    ),
    (
        lambda: verdict(count(76, 95), at_least(80)),
        "Det kan ikke sies sikkert om målet på 80 % er nådd: 76 av 95 (80 %), og med 95 % sikkerhet ligger andelen mellom 71 % og 87 %; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of 80% is met: 76 of 95 (80%), and with 95% confidence the share lies between 71% and 87%; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(30, 95), at_least(80)),
        "Målet på 80 % er ikke nådd: 30 av 95 (32 %), og med 95 % sikkerhet ligger andelen mellom 23 % og 41 %.",
        "The target of 80% is not met: 30 of 95 (32%), and with 95% confidence the share lies between 23% and 41%.",
    ),
    (
        lambda: verdict(count(5, 95), at_most("20.5")),
        "Målet på høyst 20,5 % er nådd: 5 av 95 (5 %), og med 95 % sikkerhet ligger andelen mellom 2 % og 12 %.",
        "The target of at most 20.5% is met: 5 of 95 (5%), and with 95% confidence the share lies between 2% and 12%.",
    ),
    (
        lambda: verdict(count(159, 200), at_least(80)),
        "Det kan ikke sies sikkert om målet på 80 % er nådd: 159 av 200 (79,5 %), og med 95 % sikkerhet ligger andelen mellom 73 % og 85 %; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of 80% is met: 159 of 200 (79.5%), and with 95% confidence the share lies between 73% and 85%; the number by itself does not meet it.",
    ),
    (
        lambda: verdict(count(95, 95, 140), everyone()),
        "Det kan ikke sies sikkert om målet om at det skal gjelde alle, er nådd: 95 av 95 (100 %), men 45 på listen svarte ikke; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target that it holds for everyone is met: 95 of 95 (100%), but 45 on the roster did not answer; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(95, 95, 96), everyone()),
        "Det kan ikke sies sikkert om målet om at det skal gjelde alle, er nådd: 95 av 95 (100 %), men 1 på listen svarte ikke; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target that it holds for everyone is met: 95 of 95 (100%), but 1 on the roster did not answer; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(95, 95, 95), everyone()),
        "Målet om at det skal gjelde alle, er nådd: 95 av 95 (100 %), og alle på listen svarte.",
        "The target that it holds for everyone is met: 95 of 95 (100%), and everybody on the roster answered.",
    ),
    (
        lambda: verdict(count(94, 95, 140), everyone()),
        "Målet om at det skal gjelde alle, er ikke nådd: 94 av 95 (99 %).",
        "The target that it holds for everyone is not met: 94 of 95 (99%).",
    ),
    (
        lambda: verdict(count(199, 200), everyone()),
        "Målet om at det skal gjelde alle, er ikke nådd: 199 av 200 (99,5 %).",
        "The target that it holds for everyone is not met: 199 of 200 (99.5%).",
    ),
    (
        lambda: verdict(count(95, 95), everyone()),
        "Det kan ikke sies sikkert om målet om at det skal gjelde alle, er nådd: 95 av 95 (100 %), men det er ikke kjent hvor mange som ikke svarte; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target that it holds for everyone is met: 95 of 95 (100%), but how many did not answer is not known; the number by itself meets it.",
    ),
    (
        lambda: verdict(attendance(12, 12), everyone()),
        "Målet om at det skal gjelde alle, er nådd: 12 av 12 (100 %), og alle er talt med.",
        "The target that it holds for everyone is met: 12 of 12 (100%), and everybody is counted.",
    ),
    (
        lambda: verdict([headcount(2, "a"), headcount(3, "b"), headcount(4, "c")], in_every_group(2)),
        "Målet om minst 2 i hver gruppe er nådd: alle 3 gruppene har det.",
        "The target of at least 2 in every group is met: all 3 groups have that.",
    ),
    (
        lambda: verdict([headcount(2, "a"), headcount(3, "b")], in_every_group(2)),
        "Målet om minst 2 i hver gruppe er nådd: begge gruppene har det.",
        "The target of at least 2 in every group is met: both groups have that.",
    ),
    (
        lambda: verdict([headcount(2, "a"), headcount(1, "b"), headcount(4, "c")], in_every_group(2)),
        "Målet om minst 2 i hver gruppe er ikke nådd: 2 av 3 grupper har det.",
        "The target of at least 2 in every group is not met: 2 of 3 groups have that.",
    ),
    (
        lambda: verdict([headcount(2, "a"), headcount(1, "b"), headcount(1, "c")], in_every_group(2)),
        "Målet om minst 2 i hver gruppe er ikke nådd: 1 av 3 grupper har det.",
        "The target of at least 2 in every group is not met: 1 of 3 groups has that.",
    ),
    (
        lambda: verdict([headcount(0, "a"), headcount(1, "b")], in_every_group(2)),
        "Målet om minst 2 i hver gruppe er ikke nådd: ingen av de 2 gruppene har det.",
        "The target of at least 2 in every group is not met: none of the 2 groups has that.",
    ),
    (
        lambda: verdict([headcount(2, "a")], in_every_group(2)),
        "Målet om minst 2 i hver gruppe er nådd: den ene gruppen har det.",
        "The target of at least 2 in every group is met: the one group has that.",
    ),
    (
        lambda: verdict([headcount(1, "a")], in_every_group(2)),
        "Målet om minst 2 i hver gruppe er ikke nådd: den ene gruppen har det ikke.",
        "The target of at least 2 in every group is not met: the one group does not have that.",
    ),
    (
        lambda: verdict([in_group("a", 2, 9, 12), in_group("b", 1, 5, 9), in_group("c", 3, 3, 3)], in_every_group(2)),
        "Det kan ikke sies sikkert om målet om minst 2 i hver gruppe er nådd: 2 av 3 grupper har det, men ikke alle har svart; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of at least 2 in every group is met: 2 of 3 groups have that, but not everybody has answered; the number by itself does not meet it.",
    ),
    (
        lambda: verdict([in_group("a", 2, 9, 12), in_group("b", 1, 5, 5)], in_every_group(2)),
        "Målet om minst 2 i hver gruppe er ikke nådd: 1 av 2 grupper har det.",
        "The target of at least 2 in every group is not met: 1 of 2 groups has that.",
    ),
    (
        lambda: verdict([in_group("a", 2, 9, 9), in_group("b", 1, 2, 2)], in_every_group(2, DECREASE)),
        "Målet om høyst 2 i hver gruppe er nådd: begge gruppene har det.",
        "The target of at most 2 in every group is met: both groups have that.",
    ),
    (
        lambda: verdict([in_group("a", 2, 9)], in_every_group(2, DECREASE)),
        "Det kan ikke sies sikkert om målet om høyst 2 i hver gruppe er nådd: den ene gruppen har det, men ikke alle har svart; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of at most 2 in every group is met: the one group has that, but not everybody has answered; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(1, 2), going(INCREASE)),
        "Det finnes ikke noe tidligere tall å sammenligne med.",
        "There is no earlier number to compare with.",
    ),
    (
        lambda: verdict(count(1, 2), going(INCREASE), count(1, 2, version=2)),
        "Tallene kan ikke sammenlignes: indikatoren er definert på nytt (versjon 2 og 1).",
        "The numbers cannot be compared: the indicator has been defined anew (versions 2 and 1).",
    ),
    (
        lambda: verdict(count(1, 2), going(INCREASE), valueless(State.SUPPRESSED)),
        "Tallet vises ikke: det gjelder så få at noen kunne kjennes igjen.",
        "The number is not shown: it is of so few that somebody could be recognised.",
    ),
    (
        lambda: verdict(count(1, 2), going(INCREASE), valueless(State.NOT_ASKED)),
        "Tallene kan ikke sammenlignes: ett av dem mangler.",
        "The numbers cannot be compared: one of them is missing.",
    ),
    (
        lambda: verdict(count(60, 95), going(INCREASE), count(30, 95)),
        "Målet om økning er nådd: endringen er +31,6 prosentpoeng (fra 32 % til 63 %), med 95 % sikkerhet mellom +17,5 og +44.",
        "The target of an increase is met: the change is +31.6 percentage points (from 32% to 63%), with 95% confidence between +17.5 and +44.",
    ),
    (
        lambda: verdict(count(30, 95), going(INCREASE), count(60, 95)),
        "Målet om økning er ikke nådd: endringen er −31,6 prosentpoeng (fra 63 % til 32 %), med 95 % sikkerhet mellom −44 og −17,5.",
        "The target of an increase is not met: the change is −31.6 percentage points (from 63% to 32%), with 95% confidence between −44 and −17.5.",
    ),
    (
        lambda: verdict(count(31, 95), going(INCREASE), count(30, 95)),
        "Det kan ikke sies sikkert om målet om økning er nådd: endringen er +1,1 prosentpoeng (fra 32 % til 33 %), med 95 % sikkerhet mellom −12,1 og +14,1; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of an increase is met: the change is +1.1 percentage points (from 32% to 33%), with 95% confidence between −12.1 and +14.1; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(30, 95), going(DECREASE), count(60, 95)),
        "Målet om nedgang er nådd: endringen er −31,6 prosentpoeng (fra 63 % til 32 %), med 95 % sikkerhet mellom −44 og −17,5.",
        "The target of a decrease is met: the change is −31.6 percentage points (from 63% to 32%), with 95% confidence between −44 and −17.5.",
    ),
    (
        lambda: verdict(count(60, 95), going(DECREASE), count(30, 95)),
        "Målet om nedgang er ikke nådd: endringen er +31,6 prosentpoeng (fra 32 % til 63 %), med 95 % sikkerhet mellom +17,5 og +44.",
        "The target of a decrease is not met: the change is +31.6 percentage points (from 32% to 63%), with 95% confidence between +17.5 and +44.",
    ),
    (
        lambda: verdict(count(5000, 10000), going(DECREASE), count(4999, 10000)),
        "Det kan ikke sies sikkert om målet om nedgang er nådd: endringen er +0,01 prosentpoeng (fra 49,99 % til 50 %), med 95 % sikkerhet mellom −1,4 og +1,4; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of a decrease is met: the change is +0.01 percentage points (from 49.99% to 50%), with 95% confidence between −1.4 and +1.4; the number by itself does not meet it.",
    ),
    (
        lambda: verdict(count(30, 95), going(MAINTAIN), count(60, 95)),
        "Målet om å holde nivået er ikke nådd: endringen er −31,6 prosentpoeng (fra 63 % til 32 %), med 95 % sikkerhet mellom −44 og −17,5.",
        "The target of keeping the level is not met: the change is −31.6 percentage points (from 63% to 32%), with 95% confidence between −44 and −17.5.",
    ),
    (
        lambda: verdict(count(60, 95), going(MAINTAIN), count(60, 95)),
        "Det kan ikke sies sikkert om målet om å holde nivået er nådd: endringen er 0 prosentpoeng (fra 63 % til 63 %), med 95 % sikkerhet mellom −13,5 og +13,5; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of keeping the level is met: the change is 0 percentage points (from 63% to 63%), with 95% confidence between −13.5 and +13.5; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(600, 950), going(MAINTAIN, 1), count(500, 950)),
        "Målet om å holde nivået er ikke nådd: endringen er +10,5 prosentpoeng (fra 53 % til 63 %), med 95 % sikkerhet mellom +6,1 og +14,9, og inntil 1 prosentpoeng regnes som samme nivå.",
        "The target of keeping the level is not met: the change is +10.5 percentage points (from 53% to 63%), with 95% confidence between +6.1 and +14.9, and up to 1 percentage point counts as the same level.",
    ),
    (
        lambda: verdict(count(60, 95), going(MAINTAIN, 5), count(60, 95)),
        "Det kan ikke sies sikkert om målet om å holde nivået er nådd: endringen er 0 prosentpoeng (fra 63 % til 63 %), med 95 % sikkerhet mellom −13,5 og +13,5, og inntil 5 prosentpoeng regnes som samme nivå; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of keeping the level is met: the change is 0 percentage points (from 63% to 63%), with 95% confidence between −13.5 and +13.5, and up to 5 percentage points counts as the same level; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(6000, 9500), going(MAINTAIN, "2.25"), count(6000, 9500)),
        "Målet om å holde nivået er nådd: endringen er 0 prosentpoeng (fra 63 % til 63 %), med 95 % sikkerhet mellom −1,4 og +1,4, og inntil 2,25 prosentpoeng regnes som samme nivå.",
        "The target of keeping the level is met: the change is 0 percentage points (from 63% to 63%), with 95% confidence between −1.4 and +1.4, and up to 2.25 percentage points counts as the same level.",
    ),
    (
        lambda: verdict(mean(31, 10), going(INCREASE), mean(40, 10)),
        "Det kan ikke sies sikkert om målet om økning er nådd: endringen er −0,9 (fra 4 til 3,1), og det kan ikke regnes ut hvor sikker den er; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of an increase is met: the change is −0.9 (from 4 to 3.1), and how sure it is cannot be worked out; the number by itself does not meet it.",
    ),
    (
        lambda: verdict(mean(3101, 1000), going(INCREASE), mean(3100, 1000)),
        "Det kan ikke sies sikkert om målet om økning er nådd: endringen er +0,001 (fra 3,1 til 3,101), og det kan ikke regnes ut hvor sikker den er; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of an increase is met: the change is +0.001 (from 3.1 to 3.101), and how sure it is cannot be worked out; the number by itself meets it.",
    ),
    (
        lambda: verdict(median({"2": 9, "3": 1}), going(MAINTAIN), median({"2": 5, "3": 5})),
        "Det kan ikke sies sikkert om målet om å holde nivået er nådd: endringen er −0,5 (fra 2,5 til 2), og det kan ikke regnes ut hvor sikker den er; tallet i seg selv når ikke målet.",
        "It cannot be said for certain whether the target of keeping the level is met: the change is −0.5 (from 2.5 to 2), and how sure it is cannot be worked out; the number by itself does not meet it.",
    ),
    (
        lambda: verdict(response_rate(82, 140), going(INCREASE), response_rate(80, 140)),
        "Målet om økning er nådd: endringen er +1,4 prosentpoeng (fra 57 % til 59 %), og alle er talt med.",
        "The target of an increase is met: the change is +1.4 percentage points (from 57% to 59%), and everybody is counted.",
    ),
    (
        lambda: verdict(attendance(302, 391), going(INCREASE), attendance(302, 400)),
        "Målet om økning er nådd: endringen er +1,7 prosentpoeng i fremmøte (fra 76 % til 77 %), og alle er talt med.",
        "The target of an increase is met: the change is +1.7 percentage points in attendance (from 76% to 77%), and everybody is counted.",
    ),
    (
        lambda: verdict(attendance(50, 100), going(DECREASE), attendance(51, 100)),
        "Målet om nedgang er nådd: endringen er −1 prosentpoeng i fremmøte (fra 51 % til 50 %), og alle er talt med.",
        "The target of a decrease is met: the change is −1 percentage point in attendance (from 51% to 50%), and everybody is counted.",
    ),
    (
        lambda: verdict(headcount(3), going(INCREASE), headcount(2)),
        "Målet om økning er nådd: endringen er +1 (fra 2 til 3), og alle er talt med.",
        "The target of an increase is met: the change is +1 (from 2 to 3), and everybody is counted.",
    ),
    (
        lambda: verdict(headcount(140), going(MAINTAIN), headcount(140)),
        "Målet om å holde nivået er nådd: endringen er 0 (fra 140 til 140), og alle er talt med.",
        "The target of keeping the level is met: the change is 0 (from 140 to 140), and everybody is counted.",
    ),
    (
        lambda: verdict([headcount(0, "a"), headcount(1, "b")], in_every_group(1)),
        "Målet om minst 1 i hver gruppe er ikke nådd: 1 av 2 grupper har det.",
        "The target of at least 1 in every group is not met: 1 of 2 groups has that.",
    ),
    (
        lambda: verdict([headcount(0, "a"), headcount(1, "b")], in_every_group(0, DECREASE)),
        "Målet om høyst 0 i hver gruppe er ikke nådd: 1 av 2 grupper har det.",
        "The target of at most 0 in every group is not met: 1 of 2 groups has that.",
    ),
    (
        lambda: verdict(
            count(70, 60, kind=Kind.RATIO, respondents=4, minimum_denominator=10),
            going(INCREASE),
            count(60, 60, kind=Kind.RATIO, respondents=12),
        ),
        "Det kan ikke sies sikkert om målet om økning er nådd: definisjonen krever minst 10 svar, og det er bare 4; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of an increase is met: the definition asks for at least 10 answers, and there are only 4; the number by itself meets it.",
    ),
    (
        lambda: verdict(mean(10, 3), going(INCREASE), mean(13, 4)),
        "Det kan ikke sies sikkert om målet om økning er nådd: endringen er +0,1 (fra 3,25 til 3,33), og det kan ikke regnes ut hvor sikker den er; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of an increase is met: the change is +0.1 (from 3.25 to 3.33), and how sure it is cannot be worked out; the number by itself meets it.",
    ),
    (
        lambda: verdict(mean(10, 3), going(INCREASE), mean(12, 5)),
        "Det kan ikke sies sikkert om målet om økning er nådd: endringen er +0,9 (fra 2,4 til 3,3), og det kan ikke regnes ut hvor sikker den er; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of an increase is met: the change is +0.9 (from 2.4 to 3.3), and how sure it is cannot be worked out; the number by itself meets it.",
    ),
    (
        lambda: verdict(count(5138, 10000), going(INCREASE), count(5000, 10000)),
        "Det kan ikke sies sikkert om målet om økning er nådd: endringen er +1,4 prosentpoeng (fra 50 % til 51 %), med 95 % sikkerhet mellom −0,01 og +2,8; tallet i seg selv når målet.",
        "It cannot be said for certain whether the target of an increase is met: the change is +1.4 percentage points (from 50% to 51%), with 95% confidence between −0.01 and +2.8; the number by itself meets it.",
    ),
    (
        lambda: verdict(response_rate(4994, 10000), going(INCREASE), response_rate(4956, 10000)),
        "Målet om økning er nådd: endringen er +0,4 prosentpoeng (fra 49,6 % til 49,9 %), og alle er talt med.",
        "The target of an increase is met: the change is +0.4 percentage points (from 49.6% to 49.9%), and everybody is counted.",
    ),
    (
        lambda: verdict(response_rate(1591, 2000), at_least(80)),
        "Målet på 80 % er ikke nådd: 1591 av 2000 (79,6 %), og alle er talt med.",
        "The target of 80% is not met: 1591 of 2000 (79.6%), and everybody is counted.",
    ),
]

CHANGES = [
    (
        lambda: change(count(60, 95), count(30, 95)),
        "Endringen er +31,6 prosentpoeng (fra 32 % til 63 %), med 95 % sikkerhet mellom +17,5 og +44.",
        "The change is +31.6 percentage points (from 32% to 63%), with 95% confidence between +17.5 and +44.",
    ),
    (
        lambda: change(count(60, 95), count(30, 95), 0.999),
        "Endringen er +31,6 prosentpoeng (fra 32 % til 63 %), med 99,9 % sikkerhet mellom +7,7 og +50,9.",
        "The change is +31.6 percentage points (from 32% to 63%), with 99.9% confidence between +7.7 and +50.9.",
    ),
    (
        lambda: change(attendance(302, 391), attendance(302, 400)),
        "Endringen er +1,7 prosentpoeng i fremmøte (fra 76 % til 77 %).",
        "The change is +1.7 percentage points in attendance (from 76% to 77%).",
    ),
    (lambda: change(headcount(2), headcount(3)), "Endringen er −1 (fra 3 til 2).", "The change is −1 (from 3 to 2)."),
    (
        lambda: change(count(1, 2), count(1, 2, indicator="j")),
        "Tallene kan ikke sammenlignes: de måler ikke det samme.",
        "The numbers cannot be compared: they do not measure the same.",
    ),
    (
        lambda: change(count(1, 2, version=3), count(1, 2, version=2)),
        "Tallene kan ikke sammenlignes: indikatoren er definert på nytt (versjon 2 og 3).",
        "The numbers cannot be compared: the indicator has been defined anew (versions 2 and 3).",
    ),
    (
        lambda: change(count(1, 2), count(1, 2, strata={"group": "a"})),
        "Tallene kan ikke sammenlignes: de gjelder ikke de samme.",
        "The numbers cannot be compared: they are not of the same people.",
    ),
    (
        lambda: change(count(1, 2), valueless(State.SUPPRESSED)),
        "Tallene kan ikke sammenlignes: ett av dem vises ikke.",
        "The numbers cannot be compared: one of them is not shown.",
    ),
    (
        lambda: change(count(1, 2), valueless(State.EMPTY_BASE)),
        "Tallene kan ikke sammenlignes: ett av dem mangler.",
        "The numbers cannot be compared: one of them is missing.",
    ),
    (
        lambda: change(distribution({"a": 2}, 2), distribution({"a": 1}, 2)),
        "Tallene kan ikke sammenlignes: en fordeling er ikke ett tall.",
        "The numbers cannot be compared: a distribution is not one number.",
    ),
]


@pytest.mark.parametrize(("made", "nb", "en"), [pytest.param(*case, id=case[1]) for case in VERDICTS + CHANGES])
def test_it_says_so(made, nb, en):
    said = made()
    assert said.explain("nb").replace("\u00a0%", " %") == nb
    assert said.explain("en") == en
    assert said.explain() == said.explain("nb")
    for lang in ("nb", "en"):
        assert faults(said.explain(lang), lang) == []


def test_every_rule_every_outcome_and_every_kind_of_target_is_among_the_examples():
    made = [case[0]() for case in VERDICTS]
    assert {one.rule for one in made} == set(Rule)
    assert {one.outcome for one in made} == set(Outcome)
    assert {one.target.kind for one in made if one.target is not None} == set(TargetKind)
    judged = {
        (one.rule, one.outcome) for one in made if one.outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)
    }
    decided = {Outcome.MET, Outcome.NOT_MET}
    for rule, outcomes in {
        Rule.TOO_FEW: {Outcome.UNDECIDED},
        Rule.COUNTED_WHOLE: decided,
        Rule.BOUNDS: {*decided, Outcome.UNDECIDED},
        Rule.ROSTER_INTERVAL: {*decided, Outcome.UNDECIDED},
        Rule.WILSON: {*decided, Outcome.UNDECIDED},
        Rule.DIFFERENCE: {*decided, Outcome.UNDECIDED},
        Rule.MARGIN: {*decided, Outcome.UNDECIDED},
        Rule.NO_INTERVAL: {Outcome.UNDECIDED},
    }.items():
        assert {outcome for one, outcome in judged if one is rule} == outcomes, rule
    assert {case[0]().incomparable for case in CHANGES} == {None, *Incomparable}


# What no sentence may say.


def faults(text, lang):
    """What is wrong with a sentence to look at."""
    decimal, other = (",", ".") if lang == "nb" else (".", ",")
    wrong = {
        "does not end in one full stop": not text.endswith(".") or text.endswith(".."),
        "is more than one sentence": re.search(r"\.\s|!|\?", text[:-1]),
        "begins small": not text[0].isupper(),
        "has a brace": "{" in text or "}" in text,
        "has what is no word": re.search(r"None|Fraction|Decimal|nan|inf\b|True|False", text),
        "has a hyphen for a minus": re.search(r"(?<!\w)-", text),
        "has the other language's decimals": re.search(rf"\d\{other}\d", text),
        "has a number that ends in its sign or in noughts": re.search(
            rf"\d\{decimal}(?!\d)(?!$)|\d\{decimal}\d*0\b", text
        )
        if decimal == "."
        else re.search(r"\d,\d*0\b", text),
        "has a gap": "  " in text or " ." in text or " ," in text or " :" in text,
        "parts the sign from its number": lang == "nb" and re.search(r"\d ?%(?<!\u00a0%)", text),
        "parts it in English": lang == "en" and re.search(r"\s%", text),
        "has a nought with a sign": re.search(r"[+−]0(?![.,\d])", text),
    }
    return [name for name, found in wrong.items() if found]


@given(asked(), CONFIDENCES)
def test_every_sentence_is_one_well_made_sentence(case, confidence):
    counts, wanted, before = case
    found = verdict(counts, wanted, before, confidence)
    for lang in ("nb", "en"):
        assert faults(found.explain(lang), lang) == []
        if found.change is not None:
            assert faults(found.change.explain(lang), lang) == []


def read(text, lang):
    """A number as a reader takes it."""
    return Fraction(text.replace("−", "-").replace("," if lang == "nb" else ".", "."))


def percentages(text, lang):
    return [read(one, lang) for one in re.findall(r"([\d.,]+)\s?%", text)]


def side(number, other):
    return (number > other) - (number < other)


@given(shares(), st.data(), st.sampled_from([at_least, at_most]), st.sampled_from(["nb", "en"]))
def test_no_percentage_stands_on_another_side_of_the_target_than_it_is(share, data, asks, lang):
    k, n = share
    percent = data.draw(PERCENTS | near(k, n))
    exact = Fraction(100 * k, n)
    for one in (response_rate(k, n), count(k, n), count(k, n, n + 7)):
        found = verdict(one, asks(percent))
        text = found.explain(lang)
        wanted, point, *_ = percentages(text, lang)
        assert wanted == Fraction(percent)
        for guard in (wanted, 0, 100):
            assert side(point, guard) == side(exact, guard)
        assert abs(point - exact) <= Fraction(1, 2)
        span = re.search(
            r"(?:mellom|between) ([\d.,]+)\s?% (?:og|and) ([\d.,]+)\s?%|(?:ligger.* på|lies at) ([\d.,]+)", text
        )
        if span is not None:
            ends = found.bounds if found.rule is Rule.BOUNDS else found.interval
            low, high = [read(end, lang) for end in span.groups()[:2]] if span[1] else [read(span[3], lang)] * 2
            for shown, end in ((low, 100 * ends.lower), (high, 100 * ends.upper)):
                assert abs(float(shown) - end) <= 0.5 + 1e-9
                if abs(end - float(wanted)) > 1e-9:
                    assert side(shown, wanted) == side(end, float(wanted))


@given(shares(), shares(), st.sampled_from(["nb", "en"]))
def test_the_step_is_told_as_it_is(now, before, lang):
    text = change(response_rate(*now), response_rate(*before)).explain(lang)
    sign, told, earlier, later = re.fullmatch(
        r"\D+? ([+−]?)([\d.,]+) \D+?([\d.,]+)\s?%\D+?([\d.,]+)\s?%\).", text
    ).groups()
    exact = 100 * (Fraction(*now) - Fraction(*before))
    assert sign == {1: "+", 0: "", -1: "−"}[side(exact, 0)]
    assert abs(read(told, lang) - abs(exact)) <= Fraction(1, 20)
    assert side(read(later, lang), read(earlier, lang)) == side(exact, 0)
    assert (read(told, lang) == 0) == (exact == 0)


def test_halves_go_away_from_nought_as_the_reports_print_them():
    for k, shown in [(125, "12,5 %"), (5, "1 %"), (4, "0,4 %"), (25, "3 %"), (985, "99 %"), (995, "99,5 %")]:
        wanted = at_least("12.6" if k == 125 else 50)
        assert f"({shown})" in verdict(response_rate(k, 1000), wanted).explain().replace("\u00a0", " ")
    for before, step in [(9975, "+0,3"), (9985, "+0,2"), (9995, "+0,1"), (9996, "+0,04")]:
        assert f"Endringen er {step} " in change(response_rate(1, 1), response_rate(before, 10000)).explain()
        assert f"er {step.replace('+', '−')} " in change(response_rate(before, 10000), response_rate(1, 1)).explain()


def test_however_near_to_the_target_the_number_stays_on_its_side():
    k, n = 7_999_999_999, 10_000_000_000
    for percent, shown in [("80", "79,99999999"), ("79.99999999", "79,99999999"), ("79.9", "80")]:
        text = verdict(response_rate(k, n), at_least(percent)).explain().replace("\u00a0", " ")
        assert f"({shown} %)" in text
    many = "33." + "3" * 40
    text = verdict(response_rate(1, 3), at_least(many)).explain().replace("\u00a0", " ")
    assert text.startswith(f"Målet på {many.replace('.', ',')} % er nådd: 1 av 3 (33,{'3' * 40}")
