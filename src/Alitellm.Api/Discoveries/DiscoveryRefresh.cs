using Alitellm.Api.Schema;

namespace Alitellm.Api.Discoveries;

/// <summary>When a source is read again.</summary>
public sealed class DiscoveryRefresh
{
    /// <summary>How long after a pass the next one starts: a Go duration such as 30m or 1h30m, at least 1m.</summary>
    [Required, MaxLength(64)]
    [CelRule("duration(self) >= duration('1m')", "refresh.interval must be a Go duration (such as 30m or 1h30m; no days) of at least 1m")]
    public string Interval { get; set; } = "";
}
