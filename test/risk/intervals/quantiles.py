"""Writes quantiles.json: every quantile that the risk method needs, with 50 digits of precision (needs mpmath)."""
import json
import pathlib
from mpmath import mp, mpf, betainc, findroot, gammainc
from scipy.stats import chi2, t

mp.dps = 50

def chi_square(p, n):
    below = lambda x: gammainc(mpf(n) / 2, 0, x / 2, regularized=True) - mpf(p)
    return findroot(below, mpf(chi2.ppf(float(p), n)), tol=mpf(10) ** -40)

def student(p, n):
    outside = lambda x: betainc(mpf(n) / 2, mpf(1) / 2, 0, n / (n + x * x), regularized=True) - 2 * (1 - mpf(p))
    return findroot(outside, mpf(t.ppf(float(p), n)), tol=mpf(10) ** -40)

def text(x):
    return mp.nstr(x, 20)

table = {
    'chiSquare': {n: [text(chi_square('0.025', n)), text(chi_square('0.975', n))] for n in [1, 2, 3, *range(19, 60), 250]},
    'student': {n: text(student('0.975', n)) for n in [1, 2, 3, 4, 5, *range(58, 251)]},
}
pathlib.Path(__file__).with_name('quantiles.json').write_text(json.dumps(table, indent=1) + '\n')
