namespace Alitellm.LiteLLM;

/// <summary>The master key cannot be put into a header. The text never holds the key.</summary>
internal sealed class MasterKeyFormatException()
    : Exception("the master key is empty or holds white space or characters outside ASCII");
