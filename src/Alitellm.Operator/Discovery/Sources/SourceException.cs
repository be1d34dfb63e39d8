namespace Alitellm.Operator.Discovery.Sources;

/// <summary>
/// A source could not be listed. The message goes into status, events and logs: it names the source and what happened, and never holds a
/// credential, a header, an answer's body or a URL with a query.
/// </summary>
internal sealed class SourceException : Exception
{
    public SourceException(SourceFailure failure, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        RetryAfter = retryAfter;
    }

    public SourceFailure Failure { get; }

    /// <summary>When the source wants to be asked again, if it said.</summary>
    public TimeSpan? RetryAfter { get; }
}
