"""The contract for rows: a module that touches tables serves its own room and the service's `app`, nobody else."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RowsContract(Contract):
    """`names`: how modules that touch tables are called; `exempt`: such names that keep no table."""

    names = fields.SetField(subfield=fields.StringField())
    exempt = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        strangers = [
            f"{importer} imports {module}"
            for module in sorted(graph.modules)
            if module.rpartition(".")[2] in self.names and module not in (self.exempt or ())
            for importer in sorted(graph.find_modules_that_directly_import(module))
            if not _may(importer, module)
        ]
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for stranger in check.metadata["strangers"]:
            output.print_error(f"{stranger}: ask through its room instead")


def _may(importer: str, module: str) -> bool:
    room = module.rpartition(".")[0]
    service = module.partition(".")[0]
    return importer in (f"{service}.app", f"{service}.kept", room) or importer.startswith(f"{room}.")
