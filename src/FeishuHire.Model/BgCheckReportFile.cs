namespace FeishuHire;

/// <summary>One report of a stage: an item of report_file_list.</summary>
public sealed class BgCheckReportFile
{
    /// <summary>Makes an empty report, to be filled.</summary>
    public BgCheckReportFile()
    {
    }

    /// <summary>Makes a report.</summary>
    /// <param name="name">report_name, e.g. 阶段报告.pdf.</param>
    /// <param name="url">report_url: an absolute http or https link.</param>
    /// <param name="urlType">Download, Preview, or null for the server's default (Download).</param>
    public BgCheckReportFile(string? name, string? url, string? urlType = null)
    {
        Name = name;
        Url = url;
        UrlType = urlType;
    }

    /// <summary>report_name: required, e.g. 阶段报告.pdf.</summary>
    public string? Name { get; set; }

    /// <summary>report_url: required, an absolute http or https link; with <see cref="UrlType"/> absent or Download, to a PDF.</summary>
    public string? Url { get; set; }

    /// <summary>report_url_type: <c>Download</c> (1), <c>Preview</c> (2), or null, which the API reads as Download. A value
    /// that is none of these is kept as given and refused when it is sent.</summary>
    public string? UrlType { get; set; }

    /// <summary>report_url_type in the row's own words, where these are others. For the result files.</summary>
    internal string? UrlTypeText { get; set; }

    /// <summary>The report as a JSON object in the API's field names.</summary>
    public override string ToString() => Values.CellJson.Write(this);
}
