using Alitellm.Api.Discoveries;
using Alitellm.Operator.Discovery.Patterns;

namespace Alitellm.Operator.Discovery.Candidates;

/// <summary>Pure: <c>spec.filters</c>. Includes are strict, so that a slip of the pen does not read as "nothing wanted"; excludes need not match.</summary>
internal sealed class CandidateFilter
{
    private readonly IncludeExclude _patterns;

    private CandidateFilter(IncludeExclude patterns)
    {
        _patterns = patterns;
    }

    /// <returns>The filter, or what is wrong with the first bad pattern.</returns>
    public static (CandidateFilter? Filter, string? Problem) Parse(DiscoveryFilters? filters)
    {
        var (include, problem) = PatternList.Parse("spec.filters.include", filters?.Include);
        if (problem is not null)
        {
            return (null, problem);
        }

        (var exclude, problem) = PatternList.Parse("spec.filters.exclude", filters?.Exclude);
        return problem is null ? (new(new(include, exclude)), null) : (null, problem);
    }

    /// <returns>What is kept, in its order; or which patterns of the include list match nothing.</returns>
    public (IReadOnlyList<Candidate> Kept, string? Unmatched) Apply(IReadOnlyList<Candidate> candidates)
    {
        var unmatched = _patterns.Include
            .Select((pattern, index) => (Pattern: pattern, Index: index))
            .Where(entry => !candidates.Any(candidate => entry.Pattern.Hits(candidate.Forms)))
            .Select(entry => $"spec.filters.include[{entry.Index}] \"{entry.Pattern.Text}\"")
            .ToList();
        return unmatched.Count == 0
            ? ([.. candidates.Where(candidate => _patterns.Admits(candidate.Forms))], null)
            : ([], $"{string.Join(", ", unmatched)} {(unmatched.Count == 1 ? "matches" : "match")} none of the {candidates.Count} candidates of the source");
    }
}
