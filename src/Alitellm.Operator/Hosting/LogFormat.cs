namespace Alitellm.Operator.Hosting;

/// <summary>How log records are written to standard output.</summary>
internal enum LogFormat
{
    /// <summary>One JSON object per line.</summary>
    Json,

    /// <summary>One line of text for people.</summary>
    Console,
}
