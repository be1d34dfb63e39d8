namespace Alitellm.Testing.LiteLLM;

/// <summary>The JSON type of a field.</summary>
internal enum ColumnKind
{
    Text,
    Flag,
    Number,
    Map,
    TextMap,
    TextList,
    Anything,
}
