using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>What must outlive probes and be shared by every Connection to one proxy: limits, breaker and the serialisation of model writes.</summary>
/// <param name="endpoint">The normalised endpoint.</param>
internal sealed class EndpointRuntime(string endpoint, EndpointGovernor governor) : IDisposable
{
    /// <summary>From this version on a model write no longer empties the router (contract §17), so writes may overlap.</summary>
    private static readonly LiteLLMVersion ParallelModelWrites = LiteLLMVersion.Parse("1.84.0");

    private readonly SemaphoreSlim _modelWrites = new(1, 1);

    public string Endpoint { get; } = endpoint;

    public EndpointGovernor Governor { get; } = governor;

    /// <summary>Runs a write that makes LiteLLM reload its models: one at a time where a reload leaves a serving gap.</summary>
    public async Task WriteModelAsync(LiteLLMVersion? version, Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (version is not null && version >= ParallelModelWrites)
        {
            await write(cancellationToken);
            return;
        }

        await _modelWrites.WaitAsync(cancellationToken);
        try
        {
            await write(cancellationToken);
        }
        finally
        {
            _modelWrites.Release();
        }
    }

    public void Dispose()
    {
        _modelWrites.Dispose();
        Governor.Dispose();
    }
}
