# A job of scheduled-delivery.ps1: its parameters and their values. Give it with -JobFile; what stands on the command line as well
# counts there. Relative paths go out from the folder of this file. Text, numbers, lists and tables only: nothing here is run.
@{
    # What the vendor's system exports: files, also with wildcards. For final results add Kind = 'Result', in a job of its own.
    Path           = 'exports/*.csv'

    # What comes of it: the results of each run, and a log a day with status.json. A folder of their own for each job.
    ResultPath     = 'results'
    LogPath        = 'log'
    KeepDays       = 30

    # Made by save-feishu-secret.ps1, as the account that runs the task.
    CredentialPath = 'feishu.clixml'

    # On a local disk. For the first run give -NewLedger on the command line.
    LedgerPath     = 'ledger.db'

    # Seconds. Less than the time limit of the task; 20 hours of quiet let an hourly task alarm once a day.
    MaxDuration    = 3000
    WaitForRun     = 600
    QuietFor       = 72000

    # Who is told: a group through its bot (save-feishu-secret.ps1 -Webhook), and the event log of Windows.
    # WebhookPath  = 'bot.clixml'
    # BotOption    = @{ Keyword = '背调' }
    # EventLog     = $true

    # Further parameters of Connect-FeishuHire and Import-BgCheckProgress.
    ConnectOption  = @{
        # Proxy                      = 'http://proxy.example.com:8080'
        # ProxyUseDefaultCredentials = $true
    }
    ImportOption   = @{
        # ColumnMap = @{ 'Order No' = 'BackgroundCheckId' }
        # OrderMap  = 'orders.csv'
    }
}
