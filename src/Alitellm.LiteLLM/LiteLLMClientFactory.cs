using Alitellm.LiteLLM.Http;
using Microsoft.Extensions.Logging;
using Refit;

namespace Alitellm.LiteLLM;

/// <summary>Builds clients. Thread-safe.</summary>
/// <remarks>
/// The pipeline of a request, outermost first, and why it is in this order:
/// <list type="number">
/// <item><see cref="RouteGuardHandler"/>: a request that would hit another route costs nobody anything.</item>
/// <item><see cref="ErrorMappingHandler"/>: around everything that can fail, so that one exception type leaves.</item>
/// <item><see cref="ReadRetryHandler"/>: around the governor, since a repeated read is a request like any other.</item>
/// <item><see cref="GovernorHandler"/>: all waiting happens here.</item>
/// <item><see cref="TimeoutHandler"/>: inside the waiting, around the reading of the body.</item>
/// <item><see cref="BearerAuthHandler"/>, <see cref="UserAgentHandler"/>: the key is asked for when it is our turn, not when we queue.</item>
/// <item><see cref="FenceHandler"/>: below it nothing waits before the send.</item>
/// <item><see cref="WriteObserverHandler"/>, <see cref="MetricsHandler"/>, <see cref="RequestLogHandler"/>: see each request that is really sent, and its whole answer.</item>
/// <item><see cref="BodyCapHandler"/>: reads the answer into memory, so that nobody above it touches the network.</item>
/// </list>
/// </remarks>
public sealed class LiteLLMClientFactory
{
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Func<LiteLLMClientOptions, HttpMessageHandler> _primary;
    private readonly LiteLLMMetrics _metrics;
    private readonly IWriteObserver? _writes;

    /// <param name="timeProvider">The clock of time-outs and latencies.</param>
    /// <param name="loggerFactory">Where request lines go, category <see cref="RequestLogHandler.Category"/>.</param>
    /// <param name="primaryHandler">Makes the handler that sends; real sockets when null. A client disposes the handler it was given.</param>
    /// <param name="metrics">Where requests are recorded; the shared instance when null.</param>
    /// <param name="writes">Told of every request that can change LiteLLM; nobody when null.</param>
    public LiteLLMClientFactory(
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        Func<LiteLLMClientOptions, HttpMessageHandler>? primaryHandler = null,
        LiteLLMMetrics? metrics = null,
        IWriteObserver? writes = null)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _time = timeProvider;
        _log = loggerFactory.CreateLogger(RequestLogHandler.Category);
        _primary = primaryHandler ?? PrimaryHandler.Create;
        _metrics = metrics ?? LiteLLMMetrics.Shared;
        _writes = writes;
    }

    /// <param name="options">Endpoint and limits of the client.</param>
    /// <param name="masterKey">Asked for the key of every request but readiness.</param>
    /// <param name="governor">That of the normalised endpoint; shared, not owned.</param>
    /// <param name="fence">Checked before every write; always open when null.</param>
    public LiteLLMClient Create(LiteLLMClientOptions options, IMasterKeySource masterKey, EndpointGovernor governor, IRequestFence? fence = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(masterKey);
        ArgumentNullException.ThrowIfNull(governor);

        var pipeline = Chain(
            new RouteGuardHandler(options.Endpoint),
            new ErrorMappingHandler(_time),
            new ReadRetryHandler(),
            new GovernorHandler(governor),
            new TimeoutHandler(options.Timeout, _time),
            new BearerAuthHandler(masterKey, options.AuthHeader),
            new UserAgentHandler(options.UserAgent),
            new FenceHandler(fence),
            new WriteObserverHandler(_writes, options.Endpoint, _time),
            new MetricsHandler(_metrics, _time),
            new RequestLogHandler(_log, _time, options.DangerouslyLogBodies),
            new BodyCapHandler(options.MaxResponseBytes, options.MaxErrorBytes),
            _primary(options));

        // The handlers count time on their own clock; the base address must end in a slash to keep its path.
        var http = new HttpClient(pipeline)
        {
            BaseAddress = new Uri(options.Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/"),
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        var api = RestService.ForGenerated<ILiteLLMApi>(http, new RefitSettings(new LiteLLMContentSerializer())
        {
            Buffered = true,
            TransportExceptionFactory = static (request, error, callerToken) =>
                error is OperationCanceledException abort && !callerToken.IsCancellationRequested ? LiteLLMErrors.FromAbort(request, abort) : error,
            ExceptionFactory = static _ => ValueTask.FromResult<Exception?>(null),
            DeserializationExceptionFactory = static (answer, error) =>
                ValueTask.FromResult<Exception?>(LiteLLMErrors.FromUnreadable(answer.RequestMessage!, (int)answer.StatusCode, error)),
        });
        return new LiteLLMClient(api, http, options.Endpoint);
    }

    private static HttpMessageHandler Chain(params ReadOnlySpan<HttpMessageHandler> handlers)
    {
        for (var i = 0; i < handlers.Length - 1; i++)
        {
            ((DelegatingHandler)handlers[i]).InnerHandler = handlers[i + 1];
        }

        return handlers[0];
    }
}
