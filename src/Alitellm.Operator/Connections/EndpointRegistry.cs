using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>One <see cref="EndpointRuntime"/> per normalised endpoint, for as long as the process lives: limits must outlive probes, keys and Connections.</summary>
internal sealed class EndpointRegistry(TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EndpointRuntime> _endpoints = new(StringComparer.Ordinal);

    /// <summary>The runtime of <paramref name="endpoint"/>; the limits last given apply to every Connection that shares it.</summary>
    public EndpointRuntime Get(Uri endpoint, EndpointLimits limits)
    {
        var key = EndpointNormalizer.Normalize(endpoint);
        lock (_gate)
        {
            if (!_endpoints.TryGetValue(key, out var runtime))
            {
                runtime = new(key, new EndpointGovernor(limits, time));
                _endpoints.Add(key, runtime);
            }
            else if (runtime.Governor.Limits != limits)
            {
                runtime.Governor.UpdateLimits(limits);
            }

            return runtime;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var runtime in _endpoints.Values)
            {
                runtime.Dispose();
            }

            _endpoints.Clear();
        }
    }
}
