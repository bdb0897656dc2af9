"""Takes in results of the project named, printing how many are counted, until it is killed."""

import os
import sys
import time
from pathlib import Path

from annotator.domain.claim import ClaimKind
from annotator.domain.layer import Engine
from annotator.domain.proposal import Extraction, ProposedClaim
from annotator.domain.span import Span
from annotator.extract.asking import Asked
from annotator.services.bootstrap import open_services
from annotator.services.intake import Intake
from annotator.services.reading import Task, made_ready

ann = open_services(Path(sys.argv[1]), user="Ann")
claim = ProposedClaim(kind=ClaimKind.INDIRECT, content=(Span(start=8, end=20),), score=0.9)
with ann.context.reading() as unit:
    documents = unit.documents.some(unit.documents.ids())
with Intake(ann.context, Engine(name="scripted", version="1"), 0.0) as intake:
    for document in documents:
        task = Task(document.id, "name", Asked("scripted"), document.text, {})
        intake.take(task, made_ready(Extraction(language="en", claims=(claim,)), task.text))
        os.write(1, f"{intake.read}\n".encode())
        time.sleep(0.2)
    time.sleep(600)
