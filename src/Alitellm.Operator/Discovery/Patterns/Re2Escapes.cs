using System.Globalization;
using System.Text;

namespace Alitellm.Operator.Discovery.Patterns;

/// <summary>Pure: what a backslash or a named class stands for, written for .NET. Classes know ASCII only, as RE2's do.</summary>
internal static class Re2Escapes
{
    private const int MaxHexDigits = 8;

    /// <summary>Category names of Unicode; the names of scripts, which RE2 has too, mean something else to .NET.</summary>
    private static readonly HashSet<string> s_categories =
    [
        "C", "Cc", "Cf", "Cn", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No",
        "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs",
    ];

    /// <summary>Each class and all but it, as ranges.</summary>
    private static readonly Dictionary<string, (string Ranges, string Others)> s_posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = ("0-9A-Za-z", @"\x00-/:-@\[-`{-\uFFFF"),
        ["alpha"] = ("A-Za-z", @"\x00-@\[-`{-\uFFFF"),
        ["ascii"] = (@"\x00-\x7F", @"\x80-\uFFFF"),
        ["blank"] = (@"\t ", @"\x00-\x08\n-\x1F!-\uFFFF"),
        ["cntrl"] = (@"\x00-\x1F\x7F", @" -~\x80-\uFFFF"),
        ["digit"] = ("0-9", @"\x00-/:-\uFFFF"),
        ["graph"] = ("!-~", @"\x00- \x7F-\uFFFF"),
        ["lower"] = ("a-z", @"\x00-`{-\uFFFF"),
        ["print"] = (" -~", @"\x00-\x1F\x7F-\uFFFF"),
        ["punct"] = (@"!-/:-@\[-`{-~", @"\x00- 0-9A-Za-z\x7F-\uFFFF"),
        ["space"] = (@"\t\n\v\f\r ", @"\x00-\x08\x0E-\x1F!-\uFFFF"),
        ["upper"] = ("A-Z", @"\x00-@\[-\uFFFF"),
        ["word"] = ("0-9A-Za-z_", @"\x00-/:-@\[-\^`{-\uFFFF"),
        ["xdigit"] = ("0-9A-Fa-f", @"\x00-/:-@G-`g-\uFFFF"),
    };

    /// <returns>The inside of a bracket.</returns>
    public static string PerlClass(char c)
    {
        return c switch
        {
            'd' => s_posix["digit"].Ranges,
            'D' => s_posix["digit"].Others,
            's' => @"\t\n\f\r ",
            'S' => @"\x00-\x08\x0B\x0E-\x1F!-\uFFFF",
            'w' => s_posix["word"].Ranges,
            _ => s_posix["word"].Others,
        };
    }

    /// <param name="name">What stands between the colons.</param>
    /// <returns>The inside of a bracket.</returns>
    public static string PosixClass(string name)
    {
        var isNegated = name.StartsWith('^');
        return s_posix.TryGetValue(isNegated ? name[1..] : name, out var found)
            ? isNegated ? found.Others : found.Ranges
            : throw new PatternException($"has an unknown class [:{name}:]");
    }

    /// <summary><c>\pL</c>, <c>\p{Lu}</c> and <c>\p{^L}</c>.</summary>
    /// <param name="at">Behind the <c>p</c>; afterwards behind the name.</param>
    public static string Category(string text, ref int at, bool negated)
    {
        string name;
        if (at < text.Length && text[at] == '{')
        {
            var end = text.IndexOf('}', at);
            name = end < 0 ? "" : text[(at + 1)..end];
            at = end + 1;
        }
        else
        {
            name = at < text.Length ? text[at..++at] : "";
        }

        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }

        return s_categories.Contains(name) ? $@"\{(negated ? 'P' : 'p')}{{{name}}}" : throw new PatternException("has a Unicode class that is no general category");
    }

    /// <summary>The one character that an escape stands for.</summary>
    /// <param name="at">Behind the backslash; afterwards behind the escape.</param>
    public static int Character(string text, ref int at)
    {
        if (at == text.Length)
        {
            throw new PatternException("ends in a backslash");
        }

        var c = text[at++];
        switch (c)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                return Hex(text, ref at);
            case '0':
            case >= '1' and <= '7' when at < text.Length && text[at] is >= '0' and <= '7':
                return Octal(text, c - '0', ref at);
            case < '\x80' when !char.IsAsciiLetterOrDigit(c):
                return c;
            default:
                throw new PatternException($@"has \{c}, which RE2 does not know");
        }
    }

    /// <summary>Writes a character so that it means nothing else, in a bracket and outside.</summary>
    public static void AppendLiteral(StringBuilder result, int character)
    {
        foreach (var unit in char.ConvertFromUtf32(character))
        {
            if (char.IsAsciiLetterOrDigit(unit))
            {
                result.Append(unit);
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $@"\u{(int)unit:X4}");
            }
        }
    }

    private static int Octal(string text, int value, ref int at)
    {
        for (var digits = 1; digits < 3 && at < text.Length && text[at] is >= '0' and <= '7'; digits++)
        {
            value = (value * 8) + text[at++] - '0';
        }

        return value;
    }

    private static int Hex(string text, ref int at)
    {
        string digits;
        if (at < text.Length && text[at] == '{')
        {
            var end = text.IndexOf('}', at);
            digits = end < 0 ? "" : text[(at + 1)..end];
            at = end + 1;
        }
        else
        {
            digits = at + 2 <= text.Length ? text[at..(at + 2)] : "";
            at += 2;
        }

        var isNumber = digits.Length is > 0 and <= MaxHexDigits && digits.All(char.IsAsciiHexDigit);
        var value = isNumber ? Convert.ToUInt32(digits, 16) : uint.MaxValue;
        return Rune.IsValid(value) ? (int)value : throw new PatternException(@"has a \x without a character");
    }
}
