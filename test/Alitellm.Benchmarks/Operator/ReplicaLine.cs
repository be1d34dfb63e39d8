namespace Alitellm.Benchmarks.Operator;

/// <summary>All lines of one replica to its peers. Cutting it looks to the others as if the replica had been killed.</summary>
internal sealed class ReplicaLine
{
    private volatile bool _isCut;
    private long _lastWrite;
    private long _writes;

    /// <summary>Writes LiteLLM has answered.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Timestamp of the last answered write to LiteLLM.</summary>
    public long LastWrite => Interlocked.Read(ref _lastWrite);

    public void Cut() => _isCut = true;

    public HttpMessageHandler Wrap(HttpMessageHandler inner, bool countWrites = false) => new Handler(this, inner, countWrites);

    private sealed class Handler(ReplicaLine line, HttpMessageHandler inner, bool countWrites) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (line._isCut)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, "the replica is cut off");
            }

            // The in-memory servers answer on the caller's thread; over a socket that thread would be free for the next write meanwhile.
            await Task.Yield();
            var answer = await base.SendAsync(request, cancellationToken);
            if (countWrites && request.Method != HttpMethod.Get && request.RequestUri!.AbsolutePath != "/key/health")
            {
                Interlocked.Exchange(ref line._lastWrite, TimeProvider.System.GetTimestamp());
                Interlocked.Increment(ref line._writes);
            }

            return answer;
        }
    }
}
