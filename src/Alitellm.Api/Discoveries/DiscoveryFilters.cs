namespace Alitellm.Api.Discoveries;

/// <summary>Which candidates are generated. Patterns are regular expressions in RE2 syntax and must match from the start.</summary>
public sealed class DiscoveryFilters
{
    /// <summary>
    /// Keep only what matches one of these; empty keeps all. A pattern that matches nothing is reported as UpstreamInvalid and nothing is
    /// changed.
    /// </summary>
    public IList<string>? Include { get; set; }

    /// <summary>Drop what matches one of these; applied after include.</summary>
    public IList<string>? Exclude { get; set; }
}
