namespace Alitellm.Operator.Remote.Policies;

/// <summary>One LiteLLM entry.</summary>
/// <param name="Endpoint">The normalised endpoint: two Connections to one proxy see one entry.</param>
/// <param name="Kind">The kind of the objects that declare such entries.</param>
/// <param name="Id">Its id in LiteLLM; its name where LiteLLM mints a new id each time it is created.</param>
internal readonly record struct RemoteEntryKey(string Endpoint, string Kind, string Id);
