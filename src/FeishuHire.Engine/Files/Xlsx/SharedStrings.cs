using System;
using System.Collections.Generic;
using System.Text;
using System.Xml;
using FeishuHire.Errors;

namespace FeishuHire.Engine.Files.Xlsx;

/// <summary>The texts that a workbook's cells share, kept as UTF-8 and made strings when a cell asks: half the memory of
/// strings for ids and links, and none for rows that nobody reads.</summary>
internal sealed class SharedStrings
{
    private const int ChunkShift = 20;
    private const int ChunkBytes = 1 << ChunkShift;
    private const int RecentCount = 1024;

    private readonly List<byte[]> _chunks = [];
    private readonly List<int> _ends = [];
    private readonly (int Index, string Text)[] _recent = new (int, string)[RecentCount];
    private int _length;

    private SharedStrings()
    {
    }

    /// <summary>A shared text; null where there is none of this number.</summary>
    /// <param name="index">Its number, the first is 0.</param>
    internal string? Find(int index)
    {
        if (index < 0 || index >= _ends.Count)
        {
            return null;
        }

        // Stage names and results are few and come again and again.
        ref (int Index, string Text) recent = ref _recent[index % RecentCount];
        if (recent.Text is null || recent.Index != index)
        {
            recent = (index, Decode(index == 0 ? 0 : _ends[index - 1], _ends[index]));
        }

        return recent.Text;
    }

    /// <summary>Reads the part; a workbook without one shares nothing.</summary>
    /// <exception cref="FileRefusal">FileUnreadable: beyond the limits.</exception>
    internal static SharedStrings Read(Package package, string part)
    {
        var strings = new SharedStrings();
        if (!package.Has(part))
        {
            return strings;
        }

        var text = new XmlText();
        int phonetic = -1; // the depth of the phonetic run that is being read over
        bool isText = false;
        using XmlReader xml = package.OpenXml(part);
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    string name = xml.LocalName;
                    isText = ReferenceEquals(name, SheetNames.Text) && phonetic < 0 && !xml.IsEmptyElement;
                    if (ReferenceEquals(name, SheetNames.Phonetic) && phonetic < 0 && !xml.IsEmptyElement)
                    {
                        phonetic = xml.Depth;
                    }
                    else if (ReferenceEquals(name, SheetNames.Item) && xml.IsEmptyElement)
                    {
                        strings.Add(text);
                    }

                    break;
                case XmlNodeType.EndElement:
                    isText = false;
                    if (xml.Depth == phonetic)
                    {
                        phonetic = -1;
                    }
                    else if (ReferenceEquals(xml.LocalName, SheetNames.Item))
                    {
                        strings.Add(text);
                        text.Clear();
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when isText:
                    if (!text.Append(xml, 0, TableLimits.CellCharacters))
                    {
                        throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.CellTooLong, "Limit", TableLimits.CellCharacters));
                    }

                    break;
            }
        }

        return strings;
    }

    private void Add(XmlText text)
    {
        string plain = text.ToString(0, text.Length);
        byte[] bytes = Encoding.UTF8.GetBytes(plain);
        if (_ends.Count == TableLimits.SharedStrings || _length + (long)bytes.Length > TableLimits.SharedStringBytes)
        {
            throw new FileRefusal(ErrorId.FileUnreadable, new FileFault(FileFaultKey.TooManyStrings, "Limit", TableLimits.SharedStrings));
        }

        int from = 0;
        while (from < bytes.Length)
        {
            int at = _length & (ChunkBytes - 1);
            if (at == 0)
            {
                _chunks.Add(new byte[ChunkBytes]);
            }

            int count = Math.Min(bytes.Length - from, ChunkBytes - at);
            Array.Copy(bytes, from, _chunks[_chunks.Count - 1], at, count);
            from += count;
            _length += count;
        }

        _ends.Add(_length);
    }

    private string Decode(int start, int end)
    {
        int chunk = start >> ChunkShift;
        int at = start & (ChunkBytes - 1);
        if (at + end - start <= ChunkBytes)
        {
            return start == end ? string.Empty : Encoding.UTF8.GetString(_chunks[chunk], at, end - start);
        }

        byte[] whole = new byte[end - start];
        int first = ChunkBytes - at;
        Array.Copy(_chunks[chunk], at, whole, 0, first);
        Array.Copy(_chunks[chunk + 1], 0, whole, first, whole.Length - first);
        return Encoding.UTF8.GetString(whole);
    }
}
