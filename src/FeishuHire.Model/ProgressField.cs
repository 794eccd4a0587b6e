namespace FeishuHire;

/// <summary>The fields of an update that a column or a parameter can carry.</summary>
public enum ProgressField
{
    /// <summary>background_check_id.</summary>
    BackgroundCheckId,

    /// <summary>stage_id.</summary>
    StageId,

    /// <summary>stage_name.</summary>
    StageName,

    /// <summary>stage_en_name.</summary>
    StageEnName,

    /// <summary>stage_time.</summary>
    StageTime,

    /// <summary>result.</summary>
    Result,

    /// <summary>operator_role.</summary>
    OperatorRole,

    /// <summary>report_name, of the row's one report.</summary>
    ReportName,

    /// <summary>report_url, of the row's one report.</summary>
    ReportUrl,

    /// <summary>report_url_type, of the row's one report.</summary>
    ReportUrlType,

    /// <summary>report_file_list: several reports in one cell.</summary>
    ReportFile,

    /// <summary>tenant_key.</summary>
    TenantKey,

    /// <summary>result_time, of the final result.</summary>
    ResultTime,
}
