"""Reads a file of an exchange with pandas as an analyst would, and prints the milliseconds of the fastest of some runs.

Usage: python3 sources.py FILE RUNS
"""
import json
import sys
import time
import xml.etree.ElementTree as xml

import pandas as pd

LAYOUTS = [
    # The symbol, series, date and the columns that are numbers, and how dates are written.
    (["TckrSymb", "SctySrs", "TradDt", "OpnPric", "HghPric", "LwPric", "ClsPric", "TtlTradgVol", "TtlTrfVal"], "%Y-%m-%d"),
    (["SYMBOL", "SERIES", "TIMESTAMP", "OPEN", "HIGH", "LOW", "CLOSE", "TOTTRDQTY", "TOTTRDVAL"], "%d-%b-%Y"),
    (["SYMBOL", "SERIES", "DATE1", "OPEN_PRICE", "HIGH_PRICE", "LOW_PRICE", "CLOSE_PRICE", "TTL_TRD_QNTY", "TURNOVER_LACS"],
     "%d-%b-%Y"),
]


def read(path):
    with open(path, "rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
        rows = value if isinstance(value, list) else next((v for v in value.values() if isinstance(v, list)), [value])
        return pd.json_normalize(rows)
    if start[:1] == b"<":
        return pd.DataFrame([(e.tag, e.get("contextRef"), e.text) for _, e in xml.iterparse(path) if e.get("contextRef")])
    if start[:2] == b"PK":
        return pd.read_excel(path)
    table = pd.read_csv(path, skipinitialspace=True)
    table.columns = table.columns.str.strip()
    columns, form = next((layout for layout in LAYOUTS if set(layout[0]) <= set(table.columns)), (None, None))
    if columns is None:
        return table
    bars = table[table[columns[1]].isin(["EQ", "BE", "BZ"])][columns].copy()
    bars[columns[2]] = pd.to_datetime(bars[columns[2]].str.strip(), format=form)
    for name in columns[3:]:
        bars[name] = pd.to_numeric(bars[name], errors="coerce")
    return bars


path, runs = sys.argv[1], int(sys.argv[2])
best = None
for _ in range(runs):
    start = time.perf_counter()
    rows = len(read(path))
    took = (time.perf_counter() - start) * 1000
    best = took if best is None else min(best, took)
print(best, rows, pd.__version__)
