namespace Alitellm.Operator.Discovery.Patterns;

/// <summary>A text is no regular expression of RE2. The message completes a sentence that begins with the pattern.</summary>
internal sealed class PatternException(string message, Exception? innerException = null) : Exception(message, innerException);
