using System.Text.RegularExpressions;

namespace Alitellm.Operator.Kinds.ModelAlias.Catalog;

/// <summary>Which aliases enter the catalog. Patterns match anywhere in a name, in time linear in its length, and know no look-around or back-references.</summary>
internal sealed class CatalogFilter
{
    private readonly IReadOnlyList<Regex> _include;
    private readonly IReadOnlyList<Regex> _exclude;

    /// <exception cref="ArgumentException">A pattern is not a regular expression.</exception>
    /// <exception cref="NotSupportedException">A pattern needs more than linear time.</exception>
    public CatalogFilter(IEnumerable<string> include, IEnumerable<string> exclude)
    {
        _include = [.. include.Select(Compiled)];
        _exclude = [.. exclude.Select(Compiled)];
    }

    /// <summary>Any pattern to include matches, or there is none, and none to exclude does.</summary>
    public bool Admits(string alias)
    {
        return (_include.Count == 0 || _include.Any(pattern => pattern.IsMatch(alias))) && !_exclude.Any(pattern => pattern.IsMatch(alias));
    }

    private static Regex Compiled(string pattern)
    {
        return new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }
}
