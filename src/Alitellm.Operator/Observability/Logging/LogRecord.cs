namespace Alitellm.Operator.Observability.Logging;

/// <summary>One record on its way to a line of output. Texts are already redacted.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Fields">Structured values by name, without repetition; strings, booleans, numbers, lists of strings, JSON documents or null.</param>
internal sealed record LogRecord(
    DateTimeOffset Time,
    LogLevel Level,
    string Logger,
    string Message,
    IReadOnlyList<KeyValuePair<string, object?>> Fields,
    LogException? Exception);
