using System.Text.RegularExpressions;

namespace Alitellm.Operator.Discovery.Patterns;

/// <summary>A regular expression in RE2 syntax. Matching takes linear time whatever the pattern is.</summary>
internal sealed class Pattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Regex _regex;

    private Pattern(string text, Regex regex)
    {
        Text = text;
        _regex = regex;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <param name="fromStart">Whether a match must begin where the text begins: then all of the pattern is bound to it, alternatives too.</param>
    /// <exception cref="PatternException">It is no regular expression, needs more than RE2 has, or is too large.</exception>
    public static Pattern Parse(string text, bool fromStart)
    {
        var translated = Re2Syntax.ToDotNet(text);
        try
        {
            return new(text, new(fromStart ? $@"\A(?:{translated})" : translated, Options));
        }
        catch (RegexParseException e)
        {
            throw new PatternException($"is no regular expression: {e.Error}", e);
        }
        catch (NotSupportedException e)
        {
            throw new PatternException("is too large", e);
        }
    }

    public bool Hits(IReadOnlyList<string> forms)
    {
        return forms.Any(_regex.IsMatch);
    }
}
