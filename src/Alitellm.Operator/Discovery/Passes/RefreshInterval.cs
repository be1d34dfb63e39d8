using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;

namespace Alitellm.Operator.Discovery.Passes;

/// <summary>Pure: <c>spec.refresh.interval</c>.</summary>
internal static class RefreshInterval
{
    /// <summary>The schema's own limit. It holds too for an object that is older than the schema.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);

    public static TimeSpan Of(DiscoverySpec spec)
    {
        return GoDuration.TryParse(spec.Refresh.Interval, out var interval) && interval > s_shortest ? interval : s_shortest;
    }
}
