"""The words of BPMN 2.0 files: namespaces, the elements we run, and those that only describe."""

from pendopo.core.process.model import Kind

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
PREFIXES = {
    CAMUNDA: "camunda",
    ZEEBE: "zeebe",
    "http://www.signavio.com": "signavio",
    "http://camunda.org/schema/modeler/1.0": "modeler",
    "http://bpmn.io/schema/bpmn/biocolor/1.0": "bioc",
    "http://activiti.org/bpmn": "activiti",
    "http://flowable.org/bpmn": "flowable",
}

KINDS = {
    "startEvent": Kind.START,
    "endEvent": Kind.END,
    "userTask": Kind.USER,
    "manualTask": Kind.MANUAL,
    "serviceTask": Kind.SERVICE,
    "businessRuleTask": Kind.RULE,
    "sendTask": Kind.SEND,
    "receiveTask": Kind.RECEIVE,
    "subProcess": Kind.SUB,
    "callActivity": Kind.CALL,
    "exclusiveGateway": Kind.EXCLUSIVE,
    "parallelGateway": Kind.PARALLEL,
    "inclusiveGateway": Kind.INCLUSIVE,
    "eventBasedGateway": Kind.EVENTS,
    "intermediateCatchEvent": Kind.CATCH,
    "intermediateThrowEvent": Kind.THROW,
    "boundaryEvent": Kind.BOUNDARY,
}

REFUSED = {
    "task": ("tugas tanpa jenis; pilih tugas pengguna, manual, layanan, atau aturan",
             "a task without a type; choose a user, manual, service or business-rule task"),
    "scriptTask": ("tugas skrip", "a script task"),
    "adHocSubProcess": ("subproses ad hoc", "an ad-hoc subprocess"),
    "transaction": ("transaksi", "a transaction"),
    "complexGateway": ("gerbang kompleks", "a complex gateway"),
}  # fmt: skip
"""Flow nodes of BPMN that we do not run, as people call them."""

TRIGGERS: dict[Kind, frozenset[str]] = {
    Kind.START: frozenset({"", "timer", "message", "signal"}),
    Kind.END: frozenset({"", "message", "signal", "error", "escalation", "terminate"}),
    Kind.CATCH: frozenset({"timer", "message", "signal"}),
    Kind.THROW: frozenset({"", "message", "signal", "escalation"}),
    Kind.BOUNDARY: frozenset({"timer", "message", "signal", "error", "escalation"}),
}
"""The events that we run, by where they stand (BPMN 2.0.2 table 10.93). An event sub-process
starts with what a boundary event can catch."""

ROOTS = {
    "message": "message", "signal": "signal", "error": "error", "escalation": "escalation",
}  # fmt: skip
"""Elements beside the process that events point to."""

EVENTS = {
    "messageEventDefinition": ("pesan", "message"),
    "signalEventDefinition": ("sinyal", "signal"),
    "errorEventDefinition": ("galat", "error"),
    "escalationEventDefinition": ("eskalasi", "escalation"),
    "conditionalEventDefinition": ("kondisi", "conditional"),
    "compensateEventDefinition": ("kompensasi", "compensation"),
    "cancelEventDefinition": ("pembatalan", "cancel"),
    "linkEventDefinition": ("tautan", "link"),
    "terminateEventDefinition": ("penghentian", "terminate"),
    "timerEventDefinition": ("waktu", "timer"),
}

DESCRIBES = {
    "documentation", "extensionElements", "textAnnotation", "association", "group", "dataObject",
    "dataObjectReference", "dataStoreReference", "ioSpecification", "property", "auditing",
    "monitoring", "category", "correlationSubscription", "supports",
}  # fmt: skip
"""Elements that say something to people and change nothing in how a process runs."""

WITHIN_NODE = DESCRIBES | {
    "incoming", "outgoing", "dataInputAssociation", "dataOutputAssociation", "resourceRole",
    "performer", "humanPerformer", "potentialOwner", "rendering", "dataInput", "dataOutput",
    "inputSet", "outputSet",
}  # fmt: skip

FOREIGN = {
    "executionListener", "taskListener", "connector", "script", "in", "out", "executionListeners",
    "taskListeners", "field",
}  # fmt: skip
"""Extensions that run code or move data in other engines; to drop them in silence would be to run
another process than the one that was drawn."""
FOREIGN_CALLS = ("class", "expression", "delegateExpression")
