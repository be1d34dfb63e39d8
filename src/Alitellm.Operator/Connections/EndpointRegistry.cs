using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>One <see cref="EndpointRuntime"/> per normalised endpoint, for as long as the process lives: limits must outlive probes, keys and Connections.</summary>
internal sealed class EndpointRegistry(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (EndpointRuntime Runtime, EndpointLimits Limits)> _endpoints = new(StringComparer.Ordinal);
    private int _replicas = 1;

    /// <summary>How many replicas share the proxies; each takes its part of the rate, so that together they keep to it.</summary>
    public int Replicas
    {
        get => _replicas;
        set
        {
            lock (_gate)
            {
                _replicas = Math.Max(1, value);
                foreach (var (runtime, limits) in _endpoints.Values)
                {
                    Apply(runtime, limits);
                }
            }
        }
    }

    /// <summary>The runtime of <paramref name="endpoint"/>; the limits last given apply to every Connection that shares it.</summary>
    public EndpointRuntime Get(Uri endpoint, EndpointLimits limits)
    {
        var key = EndpointNormalizer.Normalize(endpoint);
        lock (_gate)
        {
            var runtime = _endpoints.TryGetValue(key, out var known) ? known.Runtime : new(key, new EndpointGovernor(Share(limits), time));
            _endpoints[key] = (runtime, limits);
            Apply(runtime, limits);
            return runtime;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (runtime, _) in _endpoints.Values)
            {
                runtime.Dispose();
            }

            _endpoints.Clear();
        }
    }

    private void Apply(EndpointRuntime runtime, EndpointLimits limits)
    {
        var share = Share(limits);
        if (runtime.Governor.Limits != share)
        {
            runtime.Governor.UpdateLimits(share);
        }
    }

    private EndpointLimits Share(EndpointLimits limits)
    {
        var burst = limits.Burst == 0 ? 0 : Math.Max(1, limits.Burst / _replicas);
        return limits with { RequestsPerSecond = limits.RequestsPerSecond / _replicas, Burst = burst };
    }
}
