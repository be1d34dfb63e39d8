namespace Alitellm.Operator.Remote.Content;

/// <summary>
/// Finds <c>\{\{[A-Z_][A-Z0-9_]*\}\}</c>, leftmost first, in linear time: a name cannot contain a brace, so a failed attempt is read at
/// most twice.
/// </summary>
internal static class PlaceholderScanner
{
    /// <summary>Finds the next placeholder at or after <paramref name="from"/>.</summary>
    /// <param name="at">Where its first brace is.</param>
    /// <param name="end">Where the text after its last brace begins.</param>
    public static bool TryFind(ReadOnlySpan<char> text, int from, out int at, out int end)
    {
        at = from;
        while (at < text.Length)
        {
            var brace = text[at..].IndexOf("{{");
            if (brace < 0)
            {
                break;
            }

            at += brace;
            var name = at + 2;
            var stop = name;
            while (stop < text.Length && IsNameCharacter(text[stop], first: stop == name))
            {
                stop++;
            }

            if (stop > name && text[stop..].StartsWith("}}"))
            {
                end = stop + 2;
                return true;
            }

            at++;
        }

        end = 0;
        return false;
    }

    /// <summary>Whether a whole string is a placeholder's name.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (!IsNameCharacter(text[i], first: i == 0))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNameCharacter(char c, bool first)
    {
        return char.IsAsciiLetterUpper(c) || c == '_' || (!first && char.IsAsciiDigit(c));
    }
}
