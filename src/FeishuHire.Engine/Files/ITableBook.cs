using System;
using System.Collections.Generic;

namespace FeishuHire.Engine.Files;

/// <summary>A file of any kind as a list of sheets; a text has one, without a name.</summary>
internal interface ITableBook : IDisposable
{
    /// <summary>Its sheets, in tab order.</summary>
    IReadOnlyList<SheetInfo> Sheets { get; }

    /// <summary>Reads a sheet from its beginning; as often as need be, one at a time.</summary>
    /// <param name="sheet">Its place in <see cref="Sheets"/>.</param>
    IRowSource Open(int sheet);
}
