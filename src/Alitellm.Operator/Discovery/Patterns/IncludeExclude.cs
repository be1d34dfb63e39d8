namespace Alitellm.Operator.Discovery.Patterns;

/// <summary>Pure: two lists of patterns. Something is admitted when one of the first hits it, or there is none, and none of the second does.</summary>
internal sealed record IncludeExclude(IReadOnlyList<Pattern> Include, IReadOnlyList<Pattern> Exclude)
{
    /// <param name="forms">The names one thing has; a pattern that hits any of them hits the thing.</param>
    public bool Admits(params IReadOnlyList<string> forms)
    {
        return (Include.Count == 0 || Include.Any(pattern => pattern.Hits(forms))) && !Exclude.Any(pattern => pattern.Hits(forms));
    }
}
