using System;
using System.IO;
using System.Management.Automation.Host;
using System.Text;

namespace FeishuHire.Shell;

/// <summary>The measures of the console, which the views are laid out by.</summary>
internal sealed class ShellRawUI : PSHostRawUserInterface
{
    private const int WidthWithoutTerminal = 120;

    private ConsoleColor _background = ConsoleColor.Black;
    private ConsoleColor _foreground = ConsoleColor.Gray;

    /// <summary>The width in cells.</summary>
    public static int Width
    {
        get
        {
            try
            {
                return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? WidthWithoutTerminal : Console.WindowWidth;
            }
            catch (IOException)
            {
                return WidthWithoutTerminal;
            }
        }
    }

    public override Size BufferSize
    {
        get => new(Width, 3000);
        set => throw new NotSupportedException();
    }

    public override Size WindowSize
    {
        get => new(Width, 50);
        set => throw new NotSupportedException();
    }

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Size MaxWindowSize => WindowSize;

    public override ConsoleColor BackgroundColor
    {
        get => _background;
        set => _background = value;
    }

    public override ConsoleColor ForegroundColor
    {
        get => _foreground;
        set => _foreground = value;
    }

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override Coordinates WindowPosition { get; set; }

    public override string WindowTitle { get; set; } = "FeishuHire.Shell";

    public override int LengthInBufferCells(string source) => CellWidth.Of(source);

    public override int LengthInBufferCells(string source, int offset) => CellWidth.Of(source[offset..]);

    public override int LengthInBufferCells(char source) => Rune.TryCreate(source, out Rune rune) ? CellWidth.Of(rune) : 1;

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new NotSupportedException();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
}
