import sys, json
from pathlib import Path
from etl.readers import read
from etl.extract import recognise, extract
from etl.facts import as_facts
p=Path(sys.argv[2]); d=read(p); f=recognise(d,p); print(json.dumps(as_facts(extract(d,f)),ensure_ascii=False))
