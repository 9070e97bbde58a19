// What any extension costs: it does nothing.
exports.activate = () => {};
