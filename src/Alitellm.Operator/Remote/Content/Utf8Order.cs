namespace Alitellm.Operator.Remote.Content;

/// <summary>
/// Orders strings as their UTF-8 bytes would be ordered, which is also code point order. Ordinal UTF-16 order differs from it
/// where a surrogate pair meets a character in U+E000..U+FFFF.
/// </summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    private Utf8Order()
    {
    }

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
        {
            return x.Length.CompareTo(y.Length);
        }

        return Rank(x[common]).CompareTo(Rank(y[common]));
    }

    /// <summary>Moves surrogates above every other character, as the code points they stand for are.</summary>
    private static int Rank(char c)
    {
        return char.IsSurrogate(c) ? c + 0x10000 : c;
    }
}
