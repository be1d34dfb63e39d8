namespace Alitellm.Api.Schema;

/// <summary>A free-form JSON object: the API server neither checks nor prunes what is in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PreserveUnknownFieldsAttribute : Attribute;
