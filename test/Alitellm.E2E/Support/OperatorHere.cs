using Alitellm.Demo.Worlds;

namespace Alitellm.E2E.Support;

/// <summary>The operator in this process.</summary>
internal sealed class OperatorHere : IOperatorUnderTest
{
    private readonly LogMemory _log;
    private readonly OperatorInProcess _running;
    private readonly HttpClient _http = new();

    private OperatorHere(LogMemory log, OperatorInProcess running)
    {
        _log = log;
        _running = running;
    }

    public string Log => _log.Text;

    public static async Task<OperatorHere> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var log = new LogMemory();
        return new OperatorHere(log, await OperatorInProcess.StartAsync(settings, log, null, cancellationToken));
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(_running.Readiness, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public Task<string> ScrapeAsync(CancellationToken cancellationToken) => _http.GetStringAsync(_running.Metrics, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _running.DisposeAsync();
        _http.Dispose();
        await _log.DisposeAsync();
    }
}
