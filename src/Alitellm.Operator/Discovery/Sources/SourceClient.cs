using Alitellm.LiteLLM;
using Alitellm.LiteLLM.Http;
using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Discovery.Sources;

/// <summary>The one way to a source: checked addresses, no redirects, a limit on time and size, and only typed failures.</summary>
internal sealed class SourceClient : IDisposable
{
    /// <summary>For one request, its answer's body included.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>The largest list that is read, in bytes.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    private const int MaxErrorBody = 64 * 1024;

    private readonly SourceAddressRules _rules;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;

    /// <param name="transport">Sends the requests; disposed with the client.</param>
    public SourceClient(SourceAddressRules rules, TimeProvider time, HttpMessageHandler transport)
    {
        _rules = rules;
        _time = time;
        var capped = new BodyCapHandler(MaxBody, MaxErrorBody) { InnerHandler = transport };
        _invoker = new(new TimeoutHandler(Timeout, time) { InnerHandler = capped });
    }

    /// <summary>Sends a GET and reads the JSON of a successful answer.</summary>
    /// <param name="source">Names the source in messages.</param>
    /// <param name="headers">Beside Accept and User-Agent.</param>
    public async Task<SourceJson> GetAsync(string source, Uri address, IEnumerable<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return (await SendAsync(source, request, cancellationToken)).Json();
    }

    /// <summary>Sends a request and reads the whole answer, whatever its status.</summary>
    /// <exception cref="SourceException">The address must not be called, or there is no complete answer.</exception>
    public async Task<SourceAnswer> SendAsync(string source, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_rules.RefuseHost(request.RequestUri!.IdnHost) is { } refused)
        {
            throw new SourceException(SourceFailure.InvalidConfig, $"{source} was not asked: its host is {refused}, which discovery does not call");
        }

        request.Headers.TryAddWithoutValidation("User-Agent", OperatorVersion.Stamp);
        if (request.Headers.Accept.Count == 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
        }

        try
        {
            using var answer = await _invoker.SendAsync(request, cancellationToken);
            return new SourceAnswer(source, answer, await answer.Content.ReadAsByteArrayAsync(cancellationToken), _time);
        }
        catch (ResponseTooLargeException error)
        {
            throw SourceErrors.FromTooLarge(source, error);
        }
        catch (HttpRequestException error)
        {
            throw SourceErrors.FromTransport(source, error);
        }
        catch (Exception error) when (error is IOException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw SourceErrors.FromBrokenExchange(source, error);
        }
    }

    public void Dispose()
    {
        _invoker.Dispose();
    }
}
