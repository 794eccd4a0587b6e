# Nothing: what the host itself takes.
param([string] $Address, [string] $Module, [string] $Ledger)
