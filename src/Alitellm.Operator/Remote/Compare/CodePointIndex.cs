namespace Alitellm.Operator.Remote.Compare;

/// <summary>Counts a text in code points, as Python does; in .NET a character beyond U+FFFF takes two places.</summary>
internal readonly ref struct CodePointIndex
{
    private readonly ReadOnlySpan<char> _text;

    public CodePointIndex(ReadOnlySpan<char> text)
    {
        _text = text;
        var count = 0;
        for (var at = 0; at < text.Length; at += Width(at))
        {
            count++;
        }

        CodePoints = count;
    }

    /// <summary>The length in code points.</summary>
    public int CodePoints { get; }

    /// <summary>Where the code point with this number begins.</summary>
    public int IndexOf(int codePoint)
    {
        var at = 0;
        for (var i = 0; i < codePoint; i++)
        {
            at += Width(at);
        }

        return at;
    }

    private int Width(int at)
    {
        return at + 1 < _text.Length && char.IsSurrogatePair(_text[at], _text[at + 1]) ? 2 : 1;
    }
}
