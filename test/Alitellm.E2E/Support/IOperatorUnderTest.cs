namespace Alitellm.E2E.Support;

/// <summary>The operator as its surroundings see it.</summary>
internal interface IOperatorUnderTest : IAsyncDisposable
{
    /// <summary>Everything it has logged so far.</summary>
    string Log { get; }

    Task<bool> IsReadyAsync(CancellationToken cancellationToken);

    /// <summary>The page a Prometheus would scrape.</summary>
    Task<string> ScrapeAsync(CancellationToken cancellationToken);
}
