using System.Text.RegularExpressions;

namespace Alitellm.Dashboards;

/// <summary>The metrics a PromQL expression names.</summary>
internal static partial class QueryNames
{
    private static readonly HashSet<string> s_words = ["and", "or", "unless", "bool", "offset", "inf", "nan"];

    /// <summary>Without the suffixes of a histogram's series where <paramref name="families"/> has the histogram.</summary>
    public static IEnumerable<string> Unknown(string expression, IReadOnlySet<string> families) => In(expression)
        .Where(name => !families.Contains(name) && !families.Contains(HistogramSuffix().Replace(name, "")));

    public static IEnumerable<string> In(string expression)
    {
        // What is left after texts, labels, groupings and durations are names, functions and words.
        var bare = Groupings().Replace(Ranges().Replace(Selectors().Replace(Texts().Replace(expression, ""), ""), ""), "");
        return Names().Matches(bare).Select(match => match.Value).Where(name => !s_words.Contains(name)).Distinct();
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selectors();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Groupings();

    [GeneratedRegex(@"\b[a-zA-Z_:][a-zA-Z0-9_:]*\b(?!\s*\()")]
    private static partial Regex Names();

    [GeneratedRegex("_(?:bucket|sum|count)$")]
    private static partial Regex HistogramSuffix();
}
