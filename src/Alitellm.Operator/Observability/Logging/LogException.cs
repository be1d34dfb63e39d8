namespace Alitellm.Operator.Observability.Logging;

/// <param name="Type">Full name of the exception's type.</param>
/// <param name="Stack">The exception with its causes and stack traces; only on errors, null below.</param>
internal sealed record LogException(string Type, string Message, string? Stack)
{
    public static LogException From(Exception exception, LogLevel level, Func<string, string> redact) => new(
        exception.GetType().FullName ?? exception.GetType().Name,
        redact(exception.Message),
        level >= LogLevel.Error ? redact(exception.ToString()) : null);
}
