using Alitellm.LiteLLM;

namespace Alitellm.Operator.Connections;

/// <summary>What must outlive probes and be shared by every Connection to one proxy: limits, breaker and the order of model calls.</summary>
/// <param name="endpoint">The normalised endpoint.</param>
internal sealed class EndpointRuntime(string endpoint, EndpointGovernor governor) : IDisposable
{
    /// <summary>From this version on a model write no longer empties the router (contract §17), so calls may overlap.</summary>
    private static readonly LiteLLMVersion WithoutServingGap = LiteLLMVersion.Parse("1.84.0");

    private readonly SemaphoreSlim _modelCalls = new(1, 1);

    public string Endpoint { get; } = endpoint;

    public EndpointGovernor Governor { get; } = governor;

    /// <summary>
    /// Runs a call to the models of a LiteLLM that shows none while it reloads after a write: such calls go one at a time, so that no read of ours
    /// falls into the gap of a write of ours.
    /// </summary>
    public async Task<T> CallModelsAsync<T>(LiteLLMVersion? version, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        if (version?.IsAtLeast(WithoutServingGap) == true)
        {
            return await call(cancellationToken);
        }

        await _modelCalls.WaitAsync(cancellationToken);
        try
        {
            return await call(cancellationToken);
        }
        finally
        {
            _modelCalls.Release();
        }
    }

    /// <inheritdoc cref="CallModelsAsync{T}"/>
    public Task CallModelsAsync(LiteLLMVersion? version, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        return CallModelsAsync(version, Called, cancellationToken);

        async Task<bool> Called(CancellationToken token)
        {
            await call(token);
            return true;
        }
    }

    public void Dispose()
    {
        _modelCalls.Dispose();
        Governor.Dispose();
    }
}
