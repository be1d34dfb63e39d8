using System.Text;

namespace Alitellm.Operator.Discovery.Patterns;

/// <summary>Pure: rewrites what stands between square brackets. A bracket within is a plain character to RE2, and a subtraction to .NET.</summary>
internal static class Re2Class
{
    /// <param name="at">Behind the opening bracket.</param>
    /// <returns>Behind the closing bracket.</returns>
    /// <exception cref="PatternException">It is not RE2's syntax.</exception>
    public static int Rewrite(string text, int at, StringBuilder result)
    {
        result.Append('[');
        if (at < text.Length && text[at] == '^')
        {
            result.Append('^');
            at++;
        }

        for (var first = true; at < text.Length; first = false)
        {
            switch (text[at])
            {
                case ']' when !first:
                    result.Append(']');
                    return at + 1;
                case '[' when text.AsSpan(at) is ['[', ':', ..]:
                    at = PosixClass(text, at, result);
                    break;
                case '\\' when text.AsSpan(at) is [_, 'd' or 'D' or 's' or 'S' or 'w' or 'W', ..]:
                    result.Append(Re2Escapes.PerlClass(text[at + 1]));
                    at += 2;
                    break;
                case '\\' when text.AsSpan(at) is [_, 'p' or 'P', ..]:
                    at += 2;
                    result.Append(Re2Escapes.Category(text, ref at, negated: text[at - 1] == 'P'));
                    break;
                case '\\':
                    at++;
                    Re2Escapes.AppendLiteral(result, Re2Escapes.Character(text, ref at));
                    break;
                case '-':
                    at = Hyphen(text, at, result, first);
                    break;
                default:
                    result.Append(text[at] is ']' or '[' or '^' ? $@"\{text[at]}" : text[at].ToString());
                    at++;
                    break;
            }
        }

        throw new PatternException("has a [ without a ]");
    }

    /// <summary>One that cannot make a range is a plain character, and one that can begin with it; to .NET an escaped hyphen cannot.</summary>
    private static int Hyphen(string text, int at, StringBuilder result, bool first)
    {
        var isRange = !first && at + 1 < text.Length && text[at + 1] != ']';
        result.Append(isRange ? "-" : @"\u002D");
        return at + 1;
    }

    private static int PosixClass(string text, int at, StringBuilder result)
    {
        var end = text.IndexOf(":]", at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            // No class after all.
            result.Append(@"\[");
            return at + 1;
        }

        result.Append(Re2Escapes.PosixClass(text[(at + 2)..end]));
        return end + 2;
    }
}
