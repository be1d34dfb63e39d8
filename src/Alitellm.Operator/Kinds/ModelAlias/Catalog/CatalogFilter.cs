using Alitellm.Operator.Discovery.Patterns;

namespace Alitellm.Operator.Kinds.ModelAlias.Catalog;

/// <summary>Which aliases enter the catalog. Patterns are RE2's and match anywhere in a name.</summary>
internal sealed class CatalogFilter
{
    private readonly IncludeExclude _patterns;

    /// <exception cref="PatternException">A pattern is no regular expression of RE2.</exception>
    public CatalogFilter(IEnumerable<string> include, IEnumerable<string> exclude)
    {
        _patterns = new(Parsed(include), Parsed(exclude));
    }

    /// <summary>Any pattern to include matches, or there is none, and none to exclude does.</summary>
    public bool Admits(string alias)
    {
        return _patterns.Admits(alias);
    }

    private static IReadOnlyList<Pattern> Parsed(IEnumerable<string> patterns)
    {
        return [.. patterns.Select(pattern => Pattern.Parse(pattern, fromStart: false))];
    }
}
