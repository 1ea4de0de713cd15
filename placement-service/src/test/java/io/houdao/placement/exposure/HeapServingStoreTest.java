package io.houdao.placement.exposure;

class HeapServingStoreTest extends ServingStoreContract {

    private HeapServingStore only;

    @Override
    ServingStore aReplica() {
        only = only == null ? new HeapServingStore(clock) : only;
        return only;
    }

    @Override
    void settle() {}
}
