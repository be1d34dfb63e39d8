namespace Alitellm.Operator.Tests.World;

/// <summary>The network of one operator process: it can be cut, and it dies with the process.</summary>
internal sealed class ProcessLink(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    /// <summary>How long a request travels each way.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The process was killed: nothing leaves any more and no answer arrives.</summary>
    public bool IsDead { get; set; }

    /// <summary>Nothing gets through, and the sender is told so.</summary>
    public bool IsCut { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await StopIfDeadAsync(cancellationToken);
        ThrowIfCut();
        await TravelAsync(cancellationToken);
        await StopIfDeadAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await TravelAsync(cancellationToken);
        await StopIfDeadAsync(cancellationToken);
        ThrowIfCut();
        return response;
    }

    private Task TravelAsync(CancellationToken cancellationToken)
    {
        return Latency > TimeSpan.Zero ? Task.Delay(Latency, time, cancellationToken) : Task.CompletedTask;
    }

    private Task StopIfDeadAsync(CancellationToken cancellationToken)
    {
        return IsDead ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : Task.CompletedTask;
    }

    private void ThrowIfCut()
    {
        if (IsCut)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "the network is cut");
        }
    }
}
